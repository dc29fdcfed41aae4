import { setTimeout as delay } from 'node:timers/promises';

/** The time of a run; tests replace it. */
export interface Clock {
  /** Monotonic time in milliseconds. */
  now(): number;
  /** The wall-clock time. */
  date(): Date;
  /** Waits; returns early, without an error, when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal === undefined ? {} : { signal });
    } catch {
      // An aborted signal ends the wait and is not an error.
    }
  },
};

/** A pause that an endpoint requested, observed by all workers of a run. */
export interface Pause {
  /** Pauses all workers from now on; false when the run has spent its waiting time. */
  hold(ms: number): boolean;
  /** Whether the pause is active. */
  holds(): boolean;
  /** Waits until the pause is over, or the signal is aborted. */
  wait(signal?: AbortSignal): Promise<void>;
}

/** A pause of at most `budget` milliseconds over the whole run. */
export function makePause(clock: Clock, budget: number): Pause {
  let until = Number.NEGATIVE_INFINITY;
  let spent = 0;
  return {
    hold(ms) {
      const now = clock.now();
      const more = Math.max(0, now + ms - Math.max(now, until));
      if (spent + more > budget) return false;
      spent += more;
      until = Math.max(until, now + ms);
      return true;
    },
    holds: () => until > clock.now(),
    async wait(signal) {
      for (let left = until - clock.now(); left > 0; left = until - clock.now()) {
        if (signal?.aborted === true) return;
        await clock.sleep(left, signal);
      }
    },
  };
}

/** The rate at which a run sends, observed by all workers. */
export interface Pace {
  /** Waits until the next request may be sent, or until the signal is aborted. */
  wait(signal?: AbortSignal): Promise<void>;
}

const MINUTE = 60_000;

/**
 * Spreads the requests of a minute evenly, because providers apply a limit per minute to shorter times as well, 60 per
 * minute as one per second (https://platform.openai.com/docs/guides/rate-limits). Infinity means no limit.
 */
export function makePace(clock: Clock, rpm: number): Pace {
  const gap = MINUTE / rpm;
  let next = Number.NEGATIVE_INFINITY;
  return {
    async wait(signal) {
      const turn = Math.max(next, clock.now());
      next = turn + gap;
      for (let left = turn - clock.now(); left > 0; left = turn - clock.now()) {
        if (signal?.aborted === true) return;
        await clock.sleep(left, signal);
      }
    },
  };
}
