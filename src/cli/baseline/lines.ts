import type { Report } from '../../core/model/report.js';
import type { BaselineEntry } from '../../core/model/baseline.js';
import { describeEntry } from '../../core/report/edit-baseline.js';
import { escapeUnseen } from '../../core/wire/quote.js';

/**
 * Lists entries under a title, one per line with its line number in the file. Returns '' for no entries.
 * @param most how many to list; the others are counted
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

/** How many entries without a reason are listed after `init` and `update`. */
export const FEW = 5;

/** The specs and cases of a run, which may be a user's own. */
export function namesIn(report: Report): { readonly specs: readonly string[]; readonly cases: readonly string[] } {
  return {
    specs: report.specs.map(({ id }) => id),
    cases: [...report.results, ...report.omitted].map((each) => each.case),
  };
}
