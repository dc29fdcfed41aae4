import type { Clock } from './clock.js';

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
