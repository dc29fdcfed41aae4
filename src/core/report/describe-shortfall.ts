import type { Report } from '../model/report.js';
import { judgeRun, type Gate } from './judge-run.js';

/**
 * Why a report says less than it should: the run did not come to its end, or too little could be told for "nothing
 * diverged" to mean anything. Null where it is neither.
 */
export function describeShortfall(report: Report, gate: Gate): string | null {
  const { run, totals, results } = report;
  if (!run.complete)
    return `the run did not come to its end${run.stopped === undefined ? '' : `: ${run.stopped.detail}`}`;
  if (judgeRun(report, gate) !== 'thin') return null;
  if (results.length === 0) return 'nothing was judged';
  return totals.notRun > 0
    ? `not all was run: ${totals.notRun} verdicts are missing`
    : `too little could be told: ${totals.inconclusive} of ${results.length} verdicts are inconclusive`;
}
