import type { BaselineEntry } from '../core/model/baseline.js';
import { describeEntry } from '../core/report/write-entry.js';
import { escapeUnseen } from '../core/wire/quote.js';

/** Entries, a line each, with the line of the file on which they stand; nothing where there are none. */
export function listEntries(file: string, entries: readonly BaselineEntry[], title: string): string {
  if (entries.length === 0) return '';
  const lines = entries.map((entry) => `  ${file}:${entry.lines.first}: ${escapeUnseen(describeEntry(entry))}\n`);
  return `${title}\n${lines.join('')}`;
}
