import { dictatedTexts } from '../core/judge/dictated-texts.js';
import { allCasesConform } from '../core/judge/all-cases-conform.js';
import type { RunEvent, RunStarted } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { revisionOf, type Spec } from '../core/model/spec.js';
import { relatedExchanges } from '../core/capture/related-exchanges.js';
import { casesOfCapture, nameOfResult, type Capture } from '../core/capture/captured-cases.js';
import { controlsOf } from '../core/capture/capture-control.js';
import { targetOfCaptures } from '../core/capture/captured-operation.js';
import { groupBy } from '../core/model/group-by.js';
import { matchPlanned } from '../core/capture/match-planned.js';
import type { Judgement } from '../core/judge/judgement.js';
import { judgeRedacted } from '../core/judge/judge-redacted.js';
import { failClosed } from '../core/redact/fail-closed.js';
import { emptyRedactor, type Redactor } from '../core/redact/redactor.js';
import { DEFAULT_TIMEOUTS } from '../io/http/limits.js';
import { judgeInTime, withTimeLimit } from '../io/time-limit.js';
import { redactEvent } from '../run/redact-event.js';
import type { Judge } from '../run/run.js';

export interface JudgingOptions {
  readonly specs: readonly Spec[];
  /** One for each file, in the order of the command line. */
  readonly captures: readonly Capture[];
  readonly judge: Judge;
  /** The most milliseconds to judge one case by one spec; by default as long as one exchange may take. */
  readonly judgingLimit?: number | undefined;
  /** Redacts the credentials of the captures in all events; none by default. */
  readonly redactor?: Redactor | undefined;
  readonly tool: RunStarted['tool'];
}

/**
 * Judges captured traffic: yields the events of a run without sending a request. The same captures give the same events:
 * times are those of the traffic, not of the judging.
 */
export function* judgeCaptures(options: JudgingOptions): Generator<RunEvent, void, void> {
  const redactor = failClosed(options.redactor ?? emptyRedactor);
  for (const event of judgeReceived(options, redactor)) yield redactEvent(event, redactor);
}

function* judgeReceived(
  { specs, captures, judge, judgingLimit = DEFAULT_TIMEOUTS.total, tool }: JudgingOptions,
  redactor: Redactor,
): Generator<RunEvent, void, void> {
  const files = sort(
    captures.map((capture) => withoutDiscarded(capture, specs, judge, judgingLimit)),
    specs,
  );
  const cases = files.flatMap((file) => file.cases);
  const exchanges = captures.flatMap((capture) => capture.exchanges);
  const span = spanOf(exchanges);
  yield {
    type: 'run',
    schemaVersion: 1,
    tool,
    target: targetOfCaptures(exchanges),
    specs: specs.map(revisionOf),
    claims: specs.flatMap(({ id: spec, claims }) =>
      claims.map(({ id, uncheckable }) => ({ id, spec, checkable: uncheckable === null })),
    ),
    startedAt: new Date(span.from).toISOString(),
  };
  yield { type: 'plan', cases: cases.map((each) => each.case), omitted: files.flatMap((file) => file.omitted) };
  const yielded = new Set<number>();
  for (const { cases: own } of files) {
    const controls = controlsOf(own);
    const related = relatedExchanges(own);
    const dictated = dictatedTexts(own.map((each) => each.case));
    for (const each of own) {
      for (const exchange of each.exchanges) {
        if (!yielded.has(exchange.id)) yield { type: 'exchange', exchange };
        yielded.add(exchange.id);
      }
      const judging = specs.filter(({ id }) => each.case.specs.includes(id));
      let left: readonly Judgement[] = judging.map((spec) => ({
        ...each,
        spec,
        related: related.get(each) ?? [],
        controlWorks: controls.get(each) ?? null,
        dictated,
      }));
      while (left.length > 0) {
        const results = judgeInTime((given) => judgeRedacted(judge, given, redactor), left, judgingLimit);
        for (const result of results) yield { type: 'result', result };
        left = left.slice(results.length);
      }
    }
  }
  yield { type: 'end', durationMs: Math.round(span.to - span.from), complete: true };
}

/** A capture without the combined requests that the run discarded because not all of their cases conform. */
function withoutDiscarded(capture: Capture, specs: readonly Spec[], judge: Judge, judgingLimit: number): Capture {
  const { exchanges, planned } = capture;
  const requests = groupBy(
    exchanges.filter(({ joined }) => joined === true),
    ({ case: id, repetition, request }) => JSON.stringify([id, repetition, request.body]),
  );
  const discarded = [...requests.values()].filter((attempts) => {
    const members = planned.filter((each) => matchPlanned(each, attempts).length > 0);
    return withTimeLimit(() => allCasesConform(attempts, members, specs, judge), judgingLimit)?.value !== true;
  });
  const left = new Set(discarded.flat());
  return { ...capture, exchanges: exchanges.filter((exchange) => !left.has(exchange)) };
}

function sort(captures: readonly Capture[], specs: readonly Spec[]): readonly ReturnType<typeof casesOfCapture>[] {
  const used = new Set<string>();
  let first = 0;
  return captures.map((capture) => {
    const made = casesOfCapture(capture, specs, first, used);
    first += capture.exchanges.length;
    for (const { case: named } of made.cases) for (const spec of named.specs) used.add(nameOfResult(named.id, spec));
    return made;
  });
}

/** From the first request to the end of the last answer, in milliseconds since 1970. */
function spanOf(exchanges: readonly Exchange[]): { readonly from: number; readonly to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const { startedAt, ms } of exchanges) {
    const at = Date.parse(startedAt);
    if (Number.isNaN(at)) continue;
    from = Math.min(from, at);
    to = Math.max(to, at + ms);
  }
  return Number.isFinite(from) ? { from, to: Math.min(to, LAST) } : { from: 0, to: 0 };
}

/** The last moment that a date can name. */
const LAST = 8.64e15;
