import type { RunEvent, RunStarted } from '../model/event.js';
import type { Exchange } from '../model/exchange.js';
import type { ClaimStatus, Report } from '../model/report.js';
import type { Result } from '../model/result.js';
import { readAnswer } from '../wire/read-answer.js';

/** What the events of a run add up to, before any claim is weighed. */
interface Gathered {
  run: RunStarted | null;
  planned: { case: string; spec: string }[];
  omitted: Report['omitted'];
  results: Map<string, Result>;
  requests: number;
  tokens: { prompt: number; completion: number };
  durationMs: number;
  complete: boolean;
}

/**
 * The report of a run, derived from its events and from nothing else: the same events give the same report.
 * Events of a run that was cut short give a report with `run.complete: false`.
 * @returns null when the events do not open with a run.
 */
export function makeReport(events: Iterable<RunEvent>): Report | null {
  const gathered = gather(events);
  if (gathered.run === null) return null;
  const { tool, target, specs, startedAt, claims } = gathered.run;
  const results = [...gathered.results.values()];
  const notRun = gathered.planned.filter(({ case: id, spec }) => !gathered.results.has(key(id, spec)));
  const count = (verdict: Result['verdict']): number => results.filter((result) => result.verdict === verdict).length;
  return {
    schemaVersion: 1,
    tool,
    target,
    specs,
    run: {
      startedAt,
      durationMs: gathered.durationMs,
      requests: gathered.requests,
      tokens: gathered.tokens,
      complete: gathered.complete,
    },
    totals: {
      conforms: count('conforms'),
      diverges: count('diverges'),
      inconclusive: count('inconclusive'),
      omitted: gathered.omitted.length,
      notRun: notRun.length,
    },
    results,
    omitted: gathered.omitted,
    notRun,
    claims: weighClaims(claims, results),
  };
}

const key = (caseId: string, spec: string): string => `${spec} ${caseId}`;

function gather(events: Iterable<RunEvent>): Gathered {
  const gathered: Gathered = {
    run: null,
    planned: [],
    omitted: [],
    results: new Map(),
    requests: 0,
    tokens: { prompt: 0, completion: 0 },
    durationMs: 0,
    complete: false,
  };
  for (const event of events) take(gathered, event);
  return gathered;
}

function take(gathered: Gathered, event: RunEvent): void {
  switch (event.type) {
    case 'run':
      gathered.run ??= event;
      return;
    case 'plan':
      gathered.planned = event.cases.flatMap((planned) => planned.specs.map((spec) => ({ case: planned.id, spec })));
      gathered.omitted = event.omitted;
      return;
    case 'exchange':
      gathered.requests += 1;
      addTokens(gathered.tokens, event.exchange);
      return;
    case 'result':
      gathered.results.set(key(event.result.case, event.result.spec), event.result);
      return;
    case 'end':
      gathered.durationMs = event.durationMs;
      gathered.complete = event.complete;
  }
}

function addTokens(tokens: Gathered['tokens'], exchange: Exchange): void {
  const usage = readAnswer(exchange).usage;
  const read = (name: string): number => {
    const value = usage?.[name];
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
  };
  tokens.prompt += read('prompt_tokens');
  tokens.completion += read('completion_tokens');
}

/** broken: a divergence above a note cites it. met: put to the test and not broken. A note breaks nothing. */
function weighClaims(claims: RunStarted['claims'], results: readonly Result[]): Report['claims'] {
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
