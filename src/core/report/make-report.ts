import { defined } from '../model/defined.js';
import { type ClientData, withImpact } from '../clients/impact.js';
import type { RunEvent, RunStarted } from '../model/event.js';
import type { Finding } from '../model/finding.js';
import type { ClaimStatus, Report } from '../model/report.js';
import type { CaseResult } from '../model/case-result.js';
import { compareBaseline } from './compare-baseline.js';
import { makeGathering, type EndpointResults, type Gathered } from './gather.js';
import type { RunFacts } from './findings/exchange-facts.js';
import { parameterTable } from './parameters.js';
import { makeFindings } from './findings/make-findings.js';
import { compareOrigins } from './origin.js';

/**
 * The report of a run, derived from its events and from nothing else: the same events give the same report, its results
 * in the order of the plan. Events of a run that was cut short give a report with `run.complete: false`.
 * @param clients the measurements for the impact of findings; null for a report without it
 * @returns null when the events do not open with a run.
 */
export function makeReport(events: Iterable<RunEvent>, clients: ClientData | null = null): Report | null {
  const gathering = makeGathering();
  for (const event of events) gathering.take(event);
  return reportOf(gathering.gathered(), clients);
}

/** The report of what was gathered event by event, if not all events are at hand. */
export function reportOf(gathered: Gathered | null, clients: ClientData | null = null): Report | null {
  if (gathered === null) return null;
  const report = withoutImpact(gathered);
  return clients === null ? report : withImpact(report, clients, gathered.dialects);
}

function withoutImpact(gathered: Gathered): Report {
  const { run, target, against } = gathered;
  const skipped = gathered.omitted.filter((each) => each.skipped === true);
  const omitted = gathered.omitted.filter((each) => each.skipped !== true);
  const blame =
    against === null
      ? null
      : compareOrigins(
          { ...target, exchanges: gathered.facts.exchanges },
          { ...against, exchanges: gathered.upstreamExchanges },
        );
  const found = makeFindings(blame?.results ?? target.results, gathered.facts);
  const compared = compareBaseline(found.results, gathered.baseline, run.startedAt);
  const results = compared.results.map((result) => withDuration(result, gathered.facts.exchanges));
  return {
    schemaVersion: 1,
    tool: run.tool,
    target: run.target,
    specs: run.specs,
    run: {
      startedAt: run.startedAt,
      durationMs: gathered.durationMs,
      requests: target.requests,
      tokens: target.tokens,
      complete: gathered.complete,
      ...defined({
        stopped: gathered.stopped,
        repeat: gathered.repeat > 1 ? gathered.repeat : undefined,
        quickOf: run.selection?.quickOf,
      }),
    },
    totals: {
      ...countVerdicts(target),
      omitted: omitted.length,
      ...defined({ skipped: skipped.length === 0 ? undefined : skipped.length }),
    },
    findings: found.findings.map((finding) => markKnown(finding, results)),
    results,
    omitted,
    ...defined({ skipped: skipped.length === 0 ? undefined : skipped }),
    notRun: target.notRun,
    parameters: parameterTable(results, omitted, gathered.facts.cases, found.findings),
    claims: weighClaims(run.claims, results),
    ...defined({
      baseline: compared.state ?? undefined,
      against:
        against === null || run.against === undefined
          ? undefined
          : {
              target: run.against.target,
              requests: against.requests,
              tokens: against.tokens,
              totals: countVerdicts(against),
              repaired: blame?.repaired ?? [],
            },
      shard: run.shard === undefined ? undefined : { index: run.shard.index, of: run.shard.of },
    }),
  };
}

function countVerdicts({ results, notRun }: EndpointResults): Omit<Report['totals'], 'omitted' | 'skipped'> {
  const count = (verdict: CaseResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    conforms: count('conforms'),
    diverges: count('diverges'),
    inconclusive: count('inconclusive'),
    notRun: notRun.length,
  };
}

const key = (claim: string, spec: string): string => `${spec} ${claim}`;

/** broken: a divergence above a note cites it. met: put to the test and not broken. A note breaks nothing. */
function weighClaims(claims: RunStarted['claims'], results: readonly CaseResult[]): Report['claims'] {
  const observed = new Set<string>();
  const broken = new Set<string>();
  for (const { spec, observed: ids, divergences } of results) {
    for (const id of ids) observed.add(key(id, spec));
    for (const { claim, level } of divergences) if (level !== 'note') broken.add(key(claim, spec));
  }
  return claims.map(({ id, spec, checkable }) => {
    const status: ClaimStatus = broken.has(key(id, spec))
      ? 'broken'
      : observed.has(key(id, spec))
        ? 'met'
        : checkable
          ? 'untested'
          : 'uncheckable';
    return { id, spec, status };
  });
}

/** A finding with what the baseline says of it, if the baseline knows all of it. */
function markKnown(finding: Finding, results: readonly CaseResult[]): Finding {
  const all = results.flatMap(({ divergences }) => divergences.filter((each) => each.finding === finding.id));
  const known = all.flatMap(({ baseline }) => baseline ?? []);
  const [first] = known;
  return first === undefined || known.length < all.length ? finding : { ...finding, baseline: first };
}

/** A result with how long its requests took. An exchange that several cases share counts for each. */
function withDuration(result: CaseResult, exchanges: RunFacts['exchanges']): CaseResult {
  const times = result.exchanges.flatMap((id) => exchanges.get(id)?.ms ?? []);
  return times.length === 0 ? result : { ...result, durationMs: Math.round(times.reduce((sum, ms) => sum + ms, 0)) };
}
