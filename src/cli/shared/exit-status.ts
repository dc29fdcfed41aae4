/** The exit statuses of every command: a contract. */
export const EXIT = {
  /** Nothing diverged beyond the baseline, on sufficient evidence. */
  conforms: 0,
  /** Something diverged, or a baseline entry is stale. */
  diverges: 1,
  /** Could not run: flags, files, endpoint unreachable or unauthorized. */
  couldNotRun: 2,
  /** Nothing diverged, but the evidence is too thin: nothing ran, or too much was inconclusive. */
  thin: 3,
  /** Interrupted; what was done until then is written. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];
