import type { Kind } from '../model/divergence.js';

/** What users do with a client library, in the order in which reports list it. */
export const CLIENT_TASKS = [
  'answer',
  'stream',
  'tool-round-trip',
  'streamed-tool-call',
  'parallel-calls',
  'structured-output',
  'usage',
  'error',
  'error-in-stream',
] as const;

export type ClientTask = (typeof CLIENT_TASKS)[number];

/**
 * How a task ends against a reference provider with one fault. `wrong`: the client returns a result without an error, and
 * the result differs from the faithful one. `not-used`: no response of the task shows the fault.
 */
export const OUTCOMES = ['works', 'throws', 'hangs', 'wrong', 'not-used'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** The measured outcome of one task. */
export interface TaskOutcome {
  readonly outcome: Outcome;
  /** The first words of the error, or what differs; null for the outcomes without a detail. */
  readonly detail: string | null;
}

/** The outcomes of a client library: one file of `clients/`. */
export interface MeasuredClient {
  /** The package name on npm: `@ai-sdk/openai`. */
  readonly client: string;
  readonly version: string;
  /** Packages that it is used with, and their versions: `ai`, `@langchain/core`. */
  readonly with: ReadonlyMap<string, string>;
  readonly dialect: string;
  /** The date of the measurement: `2026-11-29`. */
  readonly measured: string;
  /** The tasks that the client has an interface for. */
  readonly tasks: readonly ClientTask[];
  /** By the id of the fault, for every measured fault: the outcome of each task of `tasks`. */
  readonly faults: ReadonlyMap<string, ReadonlyMap<ClientTask, TaskOutcome>>;
}

/** What a run reports for a fault. */
export interface RaisedDivergence {
  readonly check: string;
  readonly kind: Kind;
  /** In its general form, as `generalPlace` writes it: `chunk /created`. */
  readonly place: string;
  /** What is wrong, with the value that came: `finish_reason is ""`; null if it varies from case to case. */
  readonly title: string | null;
}

/** What runs report for the faults of one dialect: a part of `clients/faults.json`. */
export interface RaisedFaults {
  readonly dialect: string;
  /** By the id of the fault, the divergences above `note`; an empty list for a fault that none shows. */
  readonly faults: ReadonlyMap<string, readonly RaisedDivergence[]>;
}
