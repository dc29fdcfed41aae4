import type { Divergence } from '../model/divergence.js';
import type { Report } from '../model/report.js';
import { effectOn } from '../clients/select-clients.js';

/** The exit status that a report earns: a contract, see README. */
export type Outcome = 'conforms' | 'diverges' | 'thin';

/** The percentage of inconclusive results above which the evidence is insufficient, if a gate names no other. */
export const MAX_INCONCLUSIVE = 20;

/** What fails a run. */
export interface Gate {
  /** The lightest level that counts as a divergence of the run. */
  readonly failOn: 'must' | 'should';
  /** Whether what a gateway passes on from its upstream fails it too. */
  readonly failOnInherited?: boolean;
  /** The percentage of inconclusive results above which the evidence is insufficient; `MAX_INCONCLUSIVE` by default. */
  readonly maxInconclusive?: number;
  /** Client libraries: only a finding that breaks one of them fails the run. Absent: every finding does. */
  readonly clients?: readonly string[] | undefined;
}

/**
 * The outcome of the complete run. Inherited divergences do not fail a gateway; those of unknown origin do. Divergences in the
 * baseline do not fail the run; stale entries do.
 */
export function judgeRun(report: Report, gate: Gate): Outcome {
  const fails = failsRun(report, gate);
  if (report.results.some((result) => result.divergences.some(fails))) return 'diverges';
  if (report.baseline !== undefined && report.baseline.stale.length > 0) return 'diverges';
  const judged = report.results.length;
  if (judged === 0 || !report.run.complete || report.totals.notRun > 0) return 'thin';
  const { maxInconclusive = MAX_INCONCLUSIVE } = gate;
  return report.totals.inconclusive * 100 > judged * maxInconclusive ? 'thin' : 'conforms';
}

/** Whether a divergence fails the run of a report. */
export function failsRun({ findings }: Pick<Report, 'findings'>, gate: Gate): (divergence: Divergence) => boolean {
  const { clients } = gate;
  if (clients === undefined) return (divergence) => failsGate(divergence, gate);
  const breaking = new Set(findings.flatMap((each) => (effectOn(each, clients) === 'breaks' ? [each.id] : [])));
  return (divergence) => breaking.has(divergence.finding ?? '') && failsGate(divergence, gate);
}

/** Whether a divergence fails a run, by its level, its origin and the baseline. */
export function failsGate({ level, origin, baseline }: Divergence, { failOn, failOnInherited = false }: Gate): boolean {
  if (baseline !== undefined || (origin === 'inherited' && !failOnInherited)) return false;
  return level === 'must' || (level === 'should' && failOn === 'should');
}

/** The ids of the findings that fail the run: those with a divergence that does. */
export function failingFindings(report: Pick<Report, 'results' | 'findings'>, gate: Gate): ReadonlySet<string> {
  const fails = failsRun(report, gate);
  return new Set(
    report.results.flatMap(({ divergences }) =>
      divergences.flatMap((each) => (each.finding !== undefined && fails(each) ? [each.finding] : [])),
    ),
  );
}

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
