/** The exit statuses of every command: a contract. */
export const EXIT = {
  /** Nothing diverged beyond the baseline, on sufficient evidence. */
  conforms: 0,
  /** Something diverged, or a baseline entry is stale. */
  diverges: 1,
  /** Could not run: flags, files, endpoint unreachable or unauthorized. */
  couldNotRun: 2,
  /** Nothing diverged, but there is not enough evidence: nothing ran, or too many cases were inconclusive. */
  thin: 3,
  /** Interrupted; everything up to then is written. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
