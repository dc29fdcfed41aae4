import type { Exchanged, Judged, RunEvent } from '../model/event.js';
import { isReached } from '../wire/may-be-retried.js';

/** What a run that lost its endpoint left behind, and sent and judged again after it was resumed. */
export interface Superseded {
  /** The exchanges by id, each with the position of the event that resumed the run. */
  readonly exchanges: ReadonlyMap<number, number>;
  readonly results: ReadonlySet<Judged>;
  /** Those of `results` with a later result of the same case. */
  readonly replaced: ReadonlySet<Judged>;
}

/**
 * Reads it from the record as `--resume` does: if a part of the run stopped because its endpoint was unreachable, the requests
 * of a case whose last exchange had no connection are sent again.
 */
export function supersededIn(events: readonly RunEvent[]): Superseded {
  const superseded = new Map<number, number>();
  const results = new Set<Judged>();
  const replaced = new Set<Judged>();
  const sent = new Map<string, Exchanged[]>();
  const reached = new Map<number, boolean>();
  const judged = new Map<string, Judged>();
  let wasLost = false;
  for (const [index, event] of events.entries()) {
    if (event.type === 'end') wasLost = event.stopped?.reason === 'unreachable';
    else if (event.type === 'exchange') {
      const { exchange, planned, against } = event;
      reached.set(exchange.id, isReached(exchange));
      const key = JSON.stringify([planned, against, exchange.repetition, exchange.joined]);
      sent.set(key, [...(sent.get(key) ?? []), event]);
    } else if (event.type === 'result') {
      const key = resultOf(event);
      const earlier = judged.get(key);
      if (earlier !== undefined) replaced.add(earlier);
      judged.set(key, event);
    } else if (event.type === 'resumed' && wasLost) {
      for (const exchanges of sent.values()) {
        if (isReached(exchanges.at(-1)?.exchange)) continue;
        for (const { exchange } of exchanges.splice(0)) superseded.set(exchange.id, index);
      }
      for (const each of judged.values())
        if (reached.get(each.result.exchanges.at(-1) ?? -1) === false) results.add(each);
    }
  }
  return { exchanges: superseded, results, replaced };
}

/** Whether the recorded run went on to its end. One that did not may have exchanges without a verdict. */
export function isComplete(events: readonly RunEvent[]): boolean {
  const last = events.findLast(({ type }) => type === 'end' || type === 'resumed');
  return last?.type === 'end' && last.complete;
}

/** What a complete run has one result of. */
export function resultOf({ result, repetition, against }: Judged): string {
  return JSON.stringify([result.case, result.spec, repetition ?? 0, against ?? false]);
}
