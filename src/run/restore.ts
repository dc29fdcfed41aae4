import type { Case } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { exchangeOfCase } from '../core/model/exchange-of-case.js';
import { isReached } from './preflight.js';

/** One sending of a planned case: which, whom, and which time. */
export interface Place {
  /** Where the case stands in the plan, from 0. */
  readonly planned: number;
  readonly against: boolean;
  readonly repetition: number;
}

/** What an earlier part of a run leaves to go on from. */
export interface Restored {
  /** The exchanges by which every spec has judged the case; null where one has not said its word. */
  judged(place: Place): readonly Exchange[] | null;
  /** The attempts at a request, of which the case is the first that it was sent for. */
  sent(place: Place, step: number, joined: boolean): readonly Exchange[];
  /** Everything that was sent. */
  readonly exchanges: readonly Exchange[];
  readonly nextId: number;
}

/**
 * Reads from the events of a broken-off run what need not be sent again. A run that gave up because it could not reach
 * its endpoint asks anew what did not get through; everything else that was recorded stands.
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
      const words = specs.map((spec) => judged.get(`${id} ${spec} ${against} ${repetition}`));
      if (id === undefined || words.includes(undefined)) return null;
      const seen = (words[0] ?? []).flatMap((n) => {
        const exchange = byId.get(n);
        return exchange === undefined ? [] : (exchangeOfCase(exchange, id) ?? []);
      });
      return wasLost && !isReached(seen.at(-1)) ? null : seen;
    },
    sent(place, step, joined) {
      const those = exchanges.get(nameOf(place, joined)) ?? [];
      return wasLost && !isReached(those.at(-1)) ? [] : those.filter((exchange) => exchange.step === step);
    },
  };
}

function nameOf({ planned, against, repetition }: Place, joined: boolean): string {
  return `${planned} ${against} ${repetition} ${joined}`;
}
