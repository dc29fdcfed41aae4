import type { Case } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { isReached } from './reach.js';

/** One sending of a planned case: which, whom, and which time. */
export interface Place {
  /** Where the case stands in the plan, from 0. */
  readonly planned: number;
  readonly against: boolean;
  readonly repetition: number;
}

/** What is settled of one sending of a case. */
export interface Settled {
  readonly exchanges: readonly Exchange[];
  /** Whether every spec has said its word. */
  readonly judged: boolean;
}

/** What an earlier part of a run leaves to go on from. */
export interface Restored {
  at(place: Place): Settled;
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
  const judged = new Set<string>();
  const all: Exchange[] = [];
  for (const event of events) {
    if (event.type === 'exchange') {
      all.push(event.exchange);
      const { exchange, planned = -1, against = false } = event;
      const key = nameOf({ planned, against, repetition: exchange.repetition ?? 0 });
      exchanges.set(key, [...(exchanges.get(key) ?? []), exchange]);
    } else if (event.type === 'result') {
      const { result, against = false, repetition = 0 } = event;
      judged.add(`${result.case} ${result.spec} ${against} ${repetition}`);
    }
  }
  return {
    exchanges: all,
    nextId: all.reduce((next, { id }) => Math.max(next, id + 1), 0),
    at(place) {
      const sent = exchanges.get(nameOf(place)) ?? [];
      const planned = cases[place.planned];
      if (planned === undefined || (wasLost && !isReached(sent.at(-1)))) return { exchanges: [], judged: false };
      const words = planned.specs.map((spec) => `${planned.id} ${spec} ${place.against} ${place.repetition}`);
      return { exchanges: sent, judged: words.every((word) => judged.has(word)) };
    },
  };
}

function nameOf({ planned, against, repetition }: Place): string {
  return `${planned} ${against} ${repetition}`;
}
