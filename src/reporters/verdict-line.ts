import type { Report } from '../core/model/report.js';

/** The totals of a report in one line. */
export function verdictLine({ totals }: Pick<Report, 'totals'>): string {
  return `${totals.conforms} conform, ${totals.diverges} diverge, ${totals.inconclusive} inconclusive, ${totals.omitted} omitted, ${totals.notRun} not run`;
}
