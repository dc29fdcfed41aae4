import type { Case, Omission } from './case.js';
import type { Exchange } from './exchange.js';
import type { Result } from './result.js';

/** The line that opens `results.ndjson`. */
export interface RunStarted {
  readonly type: 'run';
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: { readonly baseUrl: string; readonly model: string | null };
  readonly specs: readonly { readonly id: string; readonly revision: string; readonly sha256: string }[];
  /** Every claim of the run's specs, so that what was tested and what not can be told from the events alone. */
  readonly claims: readonly { readonly id: string; readonly spec: string; readonly checkable: boolean }[];
  /** ISO 8601. */
  readonly startedAt: string;
}

/** The plan, whole, before the first request of a case. */
export interface Planned {
  readonly type: 'plan';
  readonly cases: readonly Case[];
  readonly omitted: readonly Omission[];
}

/** An exchange as it ended. Bodies are base64 on the line (see `io/ndjson`). */
export interface Exchanged {
  readonly type: 'exchange';
  readonly exchange: Exchange;
}

/** A verdict. */
export interface Judged {
  readonly type: 'result';
  readonly result: Result;
}

/** The last line of a run that came to its end. */
export interface RunEnded {
  readonly type: 'end';
  readonly durationMs: number;
  readonly complete: boolean;
  /** Why the rest was not run; absent from a run that came to its end. */
  readonly stopped?: { readonly reason: StopReason; readonly detail: string };
}

/** Why a run ended early. */
export type StopReason = 'unreachable' | 'unauthorized' | 'interrupted';

/** One line of `results.ndjson`, in the order in which things happened. */
export type RunEvent = RunStarted | Planned | Exchanged | Judged | RunEnded;
