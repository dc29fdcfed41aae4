import type { Report } from '../model/report.js';

/** The exit status that a report earns: a contract, see README. */
export type Outcome = 'conforms' | 'diverges' | 'thin';

/** More than this share of inconclusive results is too thin an evidence to say that nothing diverged. */
const THIN = 1 / 3;

/**
 * What the run as a whole says. `failOn` is the lightest level that counts as a divergence of the run.
 */
export function judgeRun(report: Report, failOn: 'must' | 'should'): Outcome {
  const counts = (level: string): boolean => level === 'must' || (level === 'should' && failOn === 'should');
  if (report.results.some((result) => result.divergences.some(({ level }) => counts(level)))) return 'diverges';
  const judged = report.results.length;
  if (judged === 0 || !report.run.complete || report.totals.notRun > 0) return 'thin';
  return report.totals.inconclusive > judged * THIN ? 'thin' : 'conforms';
}
