import type { Clock } from './clock.js';

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
