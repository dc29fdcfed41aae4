import type { Report } from '../model/report.js';
import { judgeRun, MAX_INCONCLUSIVE, type Gate } from './judge-run.js';

/**
 * Why a report has too little evidence: the run did not complete, or too many cases are inconclusive. Null if it has
 * enough.
 */
export function describeShortfall(report: Report, gate: Gate): string | null {
  const { totals, results } = report;
  const early = describeStop(report);
  if (early !== null || judgeRun(report, gate) !== 'thin') return early;
  if (results.length === 0) return 'nothing was judged';
  return totals.notRun > 0
    ? `not every case was run: ${totals.notRun} verdicts are missing`
    : `${percentOf(totals.inconclusive, results.length)} of the results are inconclusive (limit ${gate.maxInconclusive ?? MAX_INCONCLUSIVE} %, --max-inconclusive)`;
}

/** `29 %`, rounded up: a share that is not zero is at least 1 %. */
export function percentOf(part: number, all: number): string {
  return `${all === 0 ? 0 : Math.ceil((part * 100) / all)} %`;
}

/** States that a run did not complete, with the reason if it is known; null for a complete run. */
export function describeStop({ run }: Pick<Report, 'run'>): string | null {
  if (run.complete) return null;
  return `the run stopped early${run.stopped === undefined ? '' : `: ${run.stopped.detail}`}`;
}

/** Such words as a sentence. */
export function asSentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
