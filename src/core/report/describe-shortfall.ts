import type { Report } from '../model/report.js';
import { judgeRun, type Gate } from './judge-run.js';

/**
 * Why a report says less than it should: the run did not come to its end, or too little could be told for "nothing
 * diverged" to mean anything. Null where it is neither.
 */
export function describeShortfall(report: Report, gate: Gate): string | null {
  const { totals, results } = report;
  const early = describeStop(report);
  if (early !== null || judgeRun(report, gate) !== 'thin') return early;
  if (results.length === 0) return 'nothing was judged';
  return totals.notRun > 0
    ? `not all was run: ${totals.notRun} verdicts are missing`
    : `too little could be told: ${totals.inconclusive} of ${results.length} verdicts are inconclusive`;
}

/** That a run did not come to its end, and why where that is known; null where it did. */
export function describeStop({ run }: Pick<Report, 'run'>): string | null {
  if (run.complete) return null;
  return `the run did not come to its end${run.stopped === undefined ? '' : `: ${run.stopped.detail}`}`;
}

/** Such words as a sentence. */
export function asSentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
