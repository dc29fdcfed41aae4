import type { BaselineEntry } from '../../core/model/baseline.js';
import { describeEntry } from '../../core/report/write-entry.js';
import { escapeUnseen } from '../../core/wire/quote.js';

/**
 * Entries, a line each, with the line of the file on which they stand; nothing where there are none.
 * @param most how many are listed; the rest is counted
 */
export function listEntries(
  file: string,
  entries: readonly BaselineEntry[],
  title: string,
  most = Number.POSITIVE_INFINITY,
): string {
  if (entries.length === 0) return '';
  const lines = entries
    .slice(0, most)
    .map((entry) => `  ${file}:${entry.lines.first}: ${escapeUnseen(describeEntry(entry))}\n`);
  const left = entries.length - lines.length;
  return `${title}\n${lines.join('')}${left === 0 ? '' : `  and ${left} more\n`}`;
}

/** A file that was just begun, or added to, has entries enough without a reason. */
export const FEW = 5;
