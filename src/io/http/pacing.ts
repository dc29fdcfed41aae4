import { setTimeout as delay } from 'node:timers/promises';

/** Time, as a run needs it; given by tests. */
export interface Clock {
  /** Milliseconds that only ever rise. */
  now(): number;
  /** The date of the wall. */
  date(): Date;
  /** Waits; comes back early, without an error, when the signal is aborted. */
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
      // The signal was aborted, which ends the wait and is no error here.
    }
  },
};

/** A pause that an endpoint asked for, kept by all workers of a run. */
export interface Pause {
  /** Holds everyone for so long from now; false where the run has no more time to spend on waiting. */
  hold(ms: number): boolean;
  /** Whether everyone has to wait now. */
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

/** How fast a run may send, kept by all workers. */
export interface Pace {
  /** Waits for the next turn to send, or until the signal is aborted. */
  wait(signal?: AbortSignal): Promise<void>;
}

const MINUTE = 60_000;

/**
 * So many requests in a minute, evenly spread: providers hold a limit per minute to shorter times as well, 60 a minute as
 * one a second (https://platform.openai.com/docs/guides/rate-limits). Infinity for as fast as it goes.
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
