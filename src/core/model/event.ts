import type { Baseline } from './baseline.js';
import type { Case, Omission } from './case.js';
import type { Exchange } from './exchange.js';
import type { CaseResult } from './case-result.js';
import type { SpecRevision } from './spec.js';

/** The line that opens `results.ndjson`. */
export interface RunStarted {
  readonly type: 'run';
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** `name` is the one that the user gave it; absent if none. */
  readonly target: { readonly baseUrl: string; readonly model: string | null; readonly name?: string };
  readonly specs: readonly SpecRevision[];
  /** Every claim of the run's specs, so that the events alone show what was tested. */
  readonly claims: readonly { readonly id: string; readonly spec: string; readonly checkable: boolean }[];
  /** ISO 8601. */
  readonly startedAt: string;
  /** The upstream that receives the same requests, so that the origin of divergences is known; absent without one. */
  readonly against?: { readonly target: RunStarted['target'] };
  /** Which part of a plan this run is; absent if it is the whole. */
  readonly shard?: Shard;
  /** What was chosen of all cases; absent if nothing was, and from records of version 0.1.0. */
  readonly selection?: RunSelection;
}

/** The flags that choose cases. With them an interrupted run has the same plan again. */
export interface RunSelection {
  readonly suites?: readonly string[];
  readonly only?: readonly string[];
  /** Costly cases are sent, too: the most requests of the plan are not bounded. */
  readonly all?: true;
  readonly limitParameter?: string;
  /** The header that chooses another documented version of the API: `anthropic-version`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many cases a quick run had to choose from. */
  readonly quickOf?: number;
}

/** One of `of` parts of a plan, from 1. `plan` is a fingerprint of the complete plan: parts of one run have the same. */
export interface Shard {
  readonly index: number;
  readonly of: number;
  readonly plan: string;
}

/** An interrupted run continues. The events before this one stay valid. */
export interface Resumed {
  readonly type: 'resumed';
  /** ISO 8601. */
  readonly startedAt: string;
}

/** The plan, whole, before the first request of a case. */
export interface Planned {
  readonly type: 'plan';
  readonly cases: readonly Case[];
  readonly omitted: readonly Omission[];
  /** How many times each case is sent; absent if it is once. */
  readonly repeat?: number;
  /** For a shard: the positions of its cases and omissions in the complete plan, from 0. */
  readonly positions?: { readonly cases: readonly number[]; readonly omitted: readonly number[] };
}

/** An exchange as it ended. Bodies are base64 on the line (`io/record/event-codec.ts`). */
export interface Exchanged {
  readonly type: 'exchange';
  readonly exchange: Exchange;
  /**
   * For which case of the plan it was sent, from 0, the first of those that share it: two cases may have one id, if
   * specs need different requests.
   */
  readonly planned?: number;
  /** That the upstream answered it, not the target. */
  readonly against?: true;
}

/** A verdict. */
export interface Judged {
  readonly type: 'result';
  readonly result: CaseResult;
  /** Which time it was that the case was sent, from 0; absent if each is sent once. */
  readonly repetition?: number;
  /** That it judges the upstream, not the target. */
  readonly against?: true;
}

/** The known divergences, as the baseline file listed them. The last such event counts. */
export interface BaselineRead {
  readonly type: 'baseline';
  readonly baseline: Baseline;
}

/** The last event of a run. */
export interface RunEnded {
  readonly type: 'end';
  readonly durationMs: number;
  readonly complete: boolean;
  /** Why the rest was not run; absent from a complete run. */
  readonly stopped?: { readonly reason: StopReason; readonly detail: string };
}

/** Why a run ended early. */
export type StopReason = 'unreachable' | 'unauthorized' | 'not-the-api' | 'interrupted' | 'budget';

/** One line of `results.ndjson`, in the order in which things happened. */
export type RunEvent = RunStarted | BaselineRead | Planned | Resumed | Exchanged | Judged | RunEnded;
