import type { Divergence } from '../model/divergence.js';
import type { Report } from '../model/report.js';

/** The exit status that a report earns: a contract, see README. */
export type Outcome = 'conforms' | 'diverges' | 'thin';

/** More than this share of inconclusive results is too thin an evidence to say that nothing diverged. */
const THIN = 1 / 3;

/** What fails a run. */
export interface Gate {
  /** The lightest level that counts as a divergence of the run. */
  readonly failOn: 'must' | 'should';
  /** Whether what a gateway passes on from its upstream fails it too. */
  readonly failOnInherited?: boolean;
}

/**
 * What the run as a whole says. Where an upstream was asked, what the gateway only passes on does not fail it; what
 * cannot be told to be inherited does. What the baseline knows does not fail it; an entry that has become stale does.
 */
export function judgeRun(report: Report, gate: Gate): Outcome {
  const fails = (divergence: Divergence): boolean => failsGate(divergence, gate);
  if (report.results.some((result) => result.divergences.some(fails))) return 'diverges';
  if (report.baseline !== undefined && report.baseline.stale.length > 0) return 'diverges';
  const judged = report.results.length;
  if (judged === 0 || !report.run.complete || report.totals.notRun > 0) return 'thin';
  return report.totals.inconclusive > judged * THIN ? 'thin' : 'conforms';
}

/** Whether a divergence fails the run. */
export function failsGate({ level, origin, baseline }: Divergence, { failOn, failOnInherited = false }: Gate): boolean {
  if (baseline !== undefined || (origin === 'inherited' && !failOnInherited)) return false;
  return level === 'must' || (level === 'should' && failOn === 'should');
}

/** The ids of the findings that fail the run: those with a divergence that does. */
export function failingFindings(report: Pick<Report, 'results'>, gate: Gate): ReadonlySet<string> {
  return new Set(
    report.results.flatMap(({ divergences }) =>
      divergences.flatMap((each) => (each.finding !== undefined && failsGate(each, gate) ? [each.finding] : [])),
    ),
  );
}
