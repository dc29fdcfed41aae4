import type { Case } from '../core/model/case.js';
import type { RunEnded } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';

/** What a run has learned of whether its endpoint can be reached, takes the key, and answers at all. */
export interface Reach {
  /** Whether the last exchange got as far as a connection. */
  wasReached(exchanges: readonly Exchange[]): boolean;
  /** Takes in a case that was sent. */
  take(planned: Case, exchanges: readonly Exchange[]): void;
  /** Says that what was taken in so far is the control case. */
  control(): void;
  /** Whether some request that should be accepted was. */
  works(): boolean;
  /** Whether to stop asking. */
  isLost(): boolean;
  /** Whether the control case was refused for its key. */
  isUnauthorized(): boolean;
  /** Why the rest was not run; null where all was. */
  stopped(): NonNullable<RunEnded['stopped']> | null;
}

/** So many cases in a row without a connection, and the endpoint is taken to be gone. */
const MOST_UNREACHED = 3;

/**
 * Begins with nothing known.
 * @param whom in the words of a message: `the endpoint`
 */
export function makeReach(whom = 'the endpoint'): Reach {
  let works = false;
  let unreached = 0;
  let lost = false;
  let unauthorized = false;
  let last: Exchange | undefined;
  return {
    wasReached: (exchanges) => isReached(exchanges.at(-1)),
    take(planned, exchanges) {
      last = exchanges.at(-1);
      unreached = isReached(last) ? 0 : unreached + 1;
      if (unreached >= MOST_UNREACHED) lost = true;
      const status = last?.response?.status ?? 0;
      if (planned.expects === 'accepted' && last?.end === 'complete' && status >= 200 && status < 300) works = true;
    },
    control() {
      lost = !isReached(last);
      unauthorized = last?.response?.status === 401 || last?.response?.status === 403;
    },
    works: () => works,
    isLost: () => lost,
    isUnauthorized: () => unauthorized,
    stopped() {
      if (lost) return { reason: 'unreachable', detail: `no connection to ${whom} (${last?.endCode ?? last?.end})` };
      if (!unauthorized) return null;
      return {
        reason: 'unauthorized',
        detail: `the control request to ${whom} was refused for its key, or for want of one`,
      };
    },
  };
}

/** Whether an exchange got as far as a connection. */
export function isReached(exchange: Exchange | undefined): boolean {
  return exchange?.end !== 'refused' && exchange?.end !== 'timeout-connect';
}
