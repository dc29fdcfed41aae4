import type { Case, Plan } from '../core/model/case.js';
import type { Planned, RunEvent, RunStarted } from '../core/model/event.js';
import type { Judgement } from '../core/judge/judgement.js';
import type { CaseResult } from '../core/model/case-result.js';
import type { Redactor } from '../core/redact/redactor.js';
import type { Spec } from '../core/model/spec.js';
import type { Clock } from '../io/http/rate-limit.js';
import type { RetryPolicy, Send } from '../io/http/send-attempts.js';
import type { Allowance } from './budget.js';

/** Judges one case by one spec; `judge` of `core/judge`. */
export type Judge = (given: Judgement) => CaseResult;

/** An upstream that receives the same requests as the target. */
export interface Upstream {
  readonly target: RunStarted['target'];
  readonly send: Send;
  /** The plan's cases, one for one, with the upstream's model in them. */
  readonly cases: readonly Case[];
  /** The same of the complete plan, if the run is a part of one. */
  readonly complete?: readonly Case[] | undefined;
}

/** What a run is made of; `prepareRun` makes it of names. */
export interface RunOptions {
  readonly specs: readonly Spec[];
  readonly plan: Plan;
  readonly send: Send;
  /** `load` where it is not needed before an exchange has ended. */
  readonly judge: Judge | { load(): Promise<Judge> };
  /** The most milliseconds to judge one case by one spec; by default as long as one exchange may take. */
  readonly judgingLimit?: number | undefined;
  /** Redacts the secrets of both endpoints in all events; by default those of all transports that are open. */
  readonly redactor?: Redactor | undefined;
  readonly tool: RunStarted['tool'];
  readonly target: RunStarted['target'];
  readonly against?: Upstream | undefined;
  /** Which part of a whole plan `plan` is. */
  readonly part?:
    | {
        readonly shard: NonNullable<RunStarted['shard']>;
        readonly positions: Planned['positions'] & {};
        /** The cases of the complete plan, which select the form of shared requests; those of `plan` by default. */
        readonly complete?: readonly Case[] | undefined;
      }
    | undefined;
  /** What was chosen of all cases, for the record. */
  readonly selection?: RunStarted['selection'] | undefined;
  /** How many cases are under way at once; 4 by default. */
  readonly concurrency?: number | undefined;
  /** How many times each case is sent; once by default. Each time is judged by itself. */
  readonly repeat?: number | undefined;
  readonly retry?: RetryPolicy | undefined;
  /** The most requests in a minute, over everything that the run sends. */
  readonly rpm?: number | undefined;
  /** The most that the run may spend, over everything that it sends. */
  readonly allowance?: Allowance | undefined;
  /** What a run of the same plan recorded before it was broken off; what is settled there is not sent again. */
  readonly before?: readonly RunEvent[] | undefined;
  /** Ends the run early; what was seen until then is kept. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}
