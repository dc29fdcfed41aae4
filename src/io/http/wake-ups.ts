import { OTHER_WAIT, SAME_MOMENT, SHORTEST_WAIT } from '../../core/model/tolerances.js';

/** The reads of one exchange that ended a long wait. */
export interface WakeUps {
  /** Adds a read at a time of `performance.now()`, after so many milliseconds without data. */
  add(at: number, wait: number): void;
  /** Milliseconds until it is known whether the last read was shared. */
  remaining(): number;
  /** Whether a read of another exchange ended another wait at the same moment. */
  areShared(): boolean;
}

interface WakeUp {
  readonly at: number;
  readonly wait: number;
  readonly share: () => void;
}

let recent: readonly WakeUp[] = [];

/** Compares the reads of an exchange with those of all other exchanges of the process. */
export function trackWakeUps(): WakeUps {
  let shared = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  const share = (): void => {
    shared = true;
  };
  return {
    add(at, wait) {
      if (wait < SHORTEST_WAIT) return;
      lastAt = at;
      recent = recent.filter((each) => at - each.at <= SAME_MOMENT);
      for (const other of recent) {
        // Equal waits of requests that were sent together are those of an endpoint that is equally slow.
        if (other.share === share || Math.abs(other.wait - wait) < OTHER_WAIT) continue;
        other.share();
        share();
      }
      recent = [...recent, { at, wait, share }];
    },
    remaining: () => Math.max(0, lastAt + SAME_MOMENT - performance.now()),
    areShared: () => shared,
  };
}
