import type { Case } from '../model/case.js';
import type { Exchanged, Judged, RunEvent } from '../model/event.js';
import { exchangeOfCase } from '../model/exchange.js';
import { mayBeRetried } from '../wire/may-be-retried.js';
import { type Superseded, supersededIn } from './superseded.js';
import type { Refusal } from './verification.js';

/**
 * Whether the attempts at each request are numbered from 0 without a gap and each but the last failed in a way that is retried,
 * and whether each result names all exchanges of its case and no others. An invented attempt could replace the response that
 * counts; an ignored one could hide it.
 */
export function verifyAttempts(events: readonly RunEvent[]): readonly Refusal[] {
  const superseded = supersededIn(events);
  const last = new Map<string, Exchanged['exchange']>();
  for (const [index, event] of events.entries()) {
    if (event.type !== 'exchange') continue;
    const { exchange } = event;
    const key = requestOf(event);
    const previous = last.get(key);
    last.set(key, exchange);
    // A run that lost its endpoint begins again with the requests that did not reach it.
    const isRestarted = previous !== undefined && (superseded.exchanges.get(previous.id) ?? index) < index;
    if (isRestarted && exchange.attempt === 0) continue;
    if (exchange.attempt !== (previous === undefined ? 0 : previous.attempt + 1))
      return [
        edited(
          `Exchange ${exchange.id} is attempt ${exchange.attempt} at a request of ${exchange.case}, out of order.`,
        ),
      ];
    if (previous !== undefined && !mayBeRetried(previous))
      return [edited(`Exchange ${exchange.id} is a further attempt after a response that is not retried.`)];
  }
  return [...verifyNamed(events, superseded), ...verifyParts(events, superseded), ...verifyOrder(events)];
}

/**
 * The first attempt beyond those that a run makes; null if there is none. Only a user of the library can allow more, and the record
 * does not show whether one did.
 * @param most the most attempts at one request
 */
export function attemptBeyond(events: readonly RunEvent[], most: number): string | null {
  const beyond = events.find((event) => event.type === 'exchange' && event.exchange.attempt >= most);
  if (beyond?.type !== 'exchange') return null;
  const { id, attempt } = beyond.exchange;
  return `the attempts: exchange ${id} is attempt ${attempt + 1} at its request, and the command makes at most ${most}`;
}

/** What identifies a request of a run; its attempts have the same. */
function requestOf({ exchange, against, planned }: Exchanged): string {
  const { case: id, step, repetition, joined, followUp, request, also } = exchange;
  const text = joined === true ? request.body : null;
  return JSON.stringify([id, step, repetition, joined, followUp?.number, text, against, planned, also]);
}

/**
 * Whether each result names the exchanges that were sent for its case alone or shared, and only those. What was sent before the
 * run lost its endpoint may be left out if it was sent again.
 */
function verifyNamed(events: readonly RunEvent[], superseded: Superseded): readonly Refusal[] {
  const cases = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const byId = new Map<number, Exchanged>();
  const exchanges = new Map<string, Exchanged[]>();
  for (const event of events) {
    if (event.type !== 'exchange') continue;
    byId.set(event.exchange.id, event);
    if (event.exchange.joined === true) continue;
    for (const id of new Set([event.exchange.case, ...(event.exchange.also ?? []).map((turn) => turn.case)])) {
      const key = placeOf(id, event.exchange.repetition, event.against);
      exchanges.set(key, [...(exchanges.get(key) ?? []), event]);
    }
  }
  for (const event of events) {
    if (event.type !== 'result') continue;
    const { case: id, spec, exchanges: named } = event.result;
    if (named.some((each, n) => n > 0 && each <= (named[n - 1] ?? 0)))
      return [edited(`${id} (${spec}) does not name its exchanges once each, in their order.`)];
    const stray = named.find((each) => !isOwn(byId.get(each), event));
    if (stray !== undefined)
      return [edited(`${id} (${spec}) was judged by exchange ${stray}, which was not sent for it.`)];
    if (superseded.results.has(event)) continue;
    const left = leftOut(event, cases, exchanges, superseded);
    if (left !== undefined) return [edited(`${id} (${spec}) was judged without exchange ${left}.`)];
  }
  return [];
}

/** Whether an exchange was sent for the case of a result, to the same endpoint and in the same repetition. */
function isOwn(sent: Exchanged | undefined, { result, repetition, against }: Judged): boolean {
  return (
    sent !== undefined &&
    sent.against === against &&
    (sent.exchange.repetition ?? 0) === (repetition ?? 0) &&
    exchangeOfCase(sent.exchange, result.case) !== null
  );
}

function leftOut(
  { result, repetition, against }: Judged,
  cases: readonly Case[],
  exchanges: ReadonlyMap<string, readonly Exchanged[]>,
  superseded: Superseded,
): number | undefined {
  // Specs that need different requests have different cases of one id.
  if (cases.filter(({ id }) => id === result.case).length !== 1) return undefined;
  const sent = exchanges.get(placeOf(result.case, repetition, against)) ?? [];
  const named = new Set(result.exchanges);
  return sent.find(({ exchange: { id } }) => !superseded.exchanges.has(id) && !named.has(id))?.exchange.id;
}

/** Whether each part of a run goes on after the one before: after its end nothing comes but the next part. */
function verifyParts(events: readonly RunEvent[], { results, replaced }: Superseded): readonly Refusal[] {
  let ended: 'complete' | 'stopped' | null = null;
  for (const event of events) {
    if (event.type === 'baseline') continue;
    if (event.type === 'resumed' && ended !== 'complete') ended = null;
    else if (ended !== null)
      return [edited(`results.ndjson goes on with an event ${event.type} after the run was ${ended}.`)];
    if (event.type === 'end') ended = event.complete ? 'complete' : 'stopped';
  }
  const kept = [...results].find((each) => !replaced.has(each));
  return kept === undefined
    ? []
    : [edited(`${kept.result.case} (${kept.result.spec}) did not reach the endpoint and was not sent again.`)];
}

/** Whether the plan comes before all exchanges, and each result after those that it names: a run writes them in no other order. */
function verifyOrder(events: readonly RunEvent[]): readonly Refusal[] {
  const sent = new Set<number>();
  let isPlanned = false;
  for (const event of events) {
    if (event.type === 'plan') isPlanned = true;
    if (event.type === 'exchange') {
      if (!isPlanned) return [edited(`Exchange ${event.exchange.id} is recorded before the plan.`)];
      sent.add(event.exchange.id);
    }
    if (event.type !== 'result') continue;
    const { case: id, spec, exchanges } = event.result;
    const later = exchanges.find((each) => !sent.has(each));
    if (later !== undefined) return [edited(`${id} (${spec}) is recorded before exchange ${later}, which it names.`)];
  }
  return [];
}

function placeOf(id: string, repetition: number | undefined, against: true | undefined): string {
  return JSON.stringify([id, repetition ?? 0, against ?? false]);
}

function edited(detail: string): Refusal {
  return { reason: 'edited', detail };
}
