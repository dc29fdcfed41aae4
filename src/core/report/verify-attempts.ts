import type { Case } from '../model/case.js';
import type { Exchanged, Judged, RunEvent } from '../model/event.js';
import { exchangeOfCase } from '../model/exchange.js';
import { mayBeRetried } from '../wire/may-be-retried.js';
import type { Refusal } from './verify-run.js';

/**
 * Whether the attempts at each request are numbered from 0 without a gap and each but the last failed in a way that is retried,
 * and whether each result names all exchanges of its case. An invented attempt could replace the response that counts; an
 * ignored one could hide it.
 */
export function verifyAttempts(events: readonly RunEvent[]): readonly Refusal[] {
  const last = new Map<string, Exchanged['exchange']>();
  /** The requests that a resumed run may send again from the first attempt on: those before it lost its endpoint. */
  let before: ReadonlySet<string> = new Set();
  let wasLost = false;
  for (const event of events) {
    if (event.type === 'end') wasLost = event.stopped?.reason === 'unreachable';
    if (event.type === 'resumed') before = wasLost ? new Set(last.keys()) : new Set();
    if (event.type !== 'exchange') continue;
    const { exchange } = event;
    const key = requestOf(event);
    const previous = last.get(key);
    const isRestarted = exchange.attempt === 0 && before.has(key);
    last.set(key, exchange);
    if (isRestarted) {
      before = new Set([...before].filter((each) => each !== key));
      continue;
    }
    if (exchange.attempt !== (previous === undefined ? 0 : previous.attempt + 1))
      return [
        edited(
          `Exchange ${exchange.id} is attempt ${exchange.attempt} at a request of ${exchange.case}, out of order.`,
        ),
      ];
    if (previous !== undefined && !mayBeRetried(previous))
      return [edited(`Exchange ${exchange.id} is a further attempt after a response that is not retried.`)];
  }
  return verifyNamed(events);
}

/** What identifies a request of a run; its attempts have the same. */
function requestOf({ exchange, against, planned }: Exchanged): string {
  const { case: id, step, repetition, joined, followUp, request, also } = exchange;
  const text = joined === true ? request.body : null;
  return JSON.stringify([id, step, repetition, joined, followUp?.number, text, against, planned, also]);
}

/** Whether each result names the exchanges that were sent for its case alone or shared, in their last sending. */
function verifyNamed(events: readonly RunEvent[]): readonly Refusal[] {
  const cases = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  // A run that lost its endpoint sends again what did not reach it.
  if (events.some(({ type }) => type === 'resumed')) return [];
  const exchanges = new Map<string, Exchanged[]>();
  for (const event of events) {
    if (event.type !== 'exchange' || event.exchange.joined === true) continue;
    for (const id of new Set([event.exchange.case, ...(event.exchange.also ?? []).map((turn) => turn.case)])) {
      const key = placeOf(id, event.exchange.repetition, event.against);
      exchanges.set(key, [...(exchanges.get(key) ?? []), event]);
    }
  }
  const results = events.flatMap((event) => (event.type === 'result' ? [event] : []));
  const missing = results.find((judged) => leftOut(judged, cases, exchanges) !== undefined);
  return missing === undefined
    ? []
    : [
        edited(
          `${missing.result.case} (${missing.result.spec}) was judged without exchange ${leftOut(missing, cases, exchanges)}.`,
        ),
      ];
}

function leftOut(
  { result, repetition, against }: Judged,
  cases: readonly Case[],
  exchanges: ReadonlyMap<string, readonly Exchanged[]>,
): number | undefined {
  // Specs that need different requests have different cases of one id.
  if (cases.filter(({ id }) => id === result.case).length !== 1) return undefined;
  const sent = exchanges.get(placeOf(result.case, repetition, against)) ?? [];
  const named = new Set(result.exchanges);
  return sent.find(({ exchange }) => exchangeOfCase(exchange, result.case) !== null && !named.has(exchange.id))
    ?.exchange.id;
}

function placeOf(id: string, repetition: number | undefined, against: true | undefined): string {
  return JSON.stringify([id, repetition ?? 0, against ?? false]);
}

function edited(detail: string): Refusal {
  return { reason: 'edited', detail };
}
