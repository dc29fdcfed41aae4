import type { Case } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { exchangeOfCase } from '../core/model/exchange-of-case.js';
import { isReached } from './reachability.js';

/** One sending of a planned case: which case, to which endpoint, and which repetition. */
export interface Place {
  /** The position of the case in the plan, from 0. */
  readonly planned: number;
  readonly against: boolean;
  readonly repetition: number;
}

/** What the record of an interrupted run contains. */
export interface Restored {
  /** The exchanges of a case that every spec has judged; null if a result is missing. */
  judged(place: Place): readonly Exchange[] | null;
  /** The attempts at a request; `place` is that of the first case that it was sent for. */
  sent(place: Place, step: number, batched: boolean): readonly Exchange[];
  /** Everything that was sent. */
  readonly exchanges: readonly Exchange[];
  readonly nextId: number;
}

/**
 * Reads from the events of an interrupted run what need not be sent again. If the run stopped because its endpoint was
 * unreachable, requests that did not reach it are sent again.
 */
export function restore(events: readonly RunEvent[], cases: readonly Case[]): Restored {
  const ends = events.flatMap((event) => (event.type === 'end' ? [event] : []));
  const wasLost = ends.at(-1)?.stopped?.reason === 'unreachable';
  const exchanges = new Map<string, Exchange[]>();
  const byId = new Map<number, Exchange>();
  const judged = new Map<string, readonly number[]>();
  for (const event of events) {
    if (event.type === 'exchange') {
      const { exchange, planned = -1, against = false } = event;
      byId.set(exchange.id, exchange);
      const key = nameOf({ planned, against, repetition: exchange.repetition ?? 0 }, exchange.joined ?? false);
      exchanges.set(key, [...(exchanges.get(key) ?? []), exchange]);
    } else if (event.type === 'result') {
      const { result, against = false, repetition = 0 } = event;
      judged.set(`${result.case} ${result.spec} ${against} ${repetition}`, result.exchanges);
    }
  }
  return {
    exchanges: [...byId.values()],
    nextId: [...byId.keys()].reduce((next, id) => Math.max(next, id + 1), 0),
    judged({ planned, against, repetition }) {
      const { id, specs = [] } = cases[planned] ?? {};
      const results = specs.map((spec) => judged.get(`${id} ${spec} ${against} ${repetition}`));
      if (id === undefined || results.includes(undefined)) return null;
      const restored = (results[0] ?? []).flatMap((n) => {
        const exchange = byId.get(n);
        return exchange === undefined ? [] : (exchangeOfCase(exchange, id) ?? []);
      });
      return wasLost && !isReached(restored.at(-1)) ? null : restored;
    },
    sent(place, step, batched) {
      const recorded = exchanges.get(nameOf(place, batched)) ?? [];
      return wasLost && !isReached(recorded.at(-1)) ? [] : recorded.filter((exchange) => exchange.step === step);
    },
  };
}

function nameOf({ planned, against, repetition }: Place, batched: boolean): string {
  return `${planned} ${against} ${repetition} ${batched}`;
}
