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
