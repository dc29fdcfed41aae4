import type { Case } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import type { Redactor } from '../core/redact/redactor.js';
import type { Clock, Pace } from '../io/http/rate-limit.js';
import type { RetryPolicy, Send } from '../io/http/send-attempts.js';
import type { Budget } from './budget.js';
import type { Judge, RunOptions } from './options.js';
import type { Restored } from './resume.js';

/** One endpoint of a run: the target, or the upstream (`against`). */
export interface Endpoint {
  /** The cases of the plan, with the model of this endpoint. */
  readonly cases: readonly Case[];
  /** The same of the complete plan, if the run is a part of one. */
  readonly complete?: readonly Case[] | undefined;
  readonly send: Send;
  readonly against: boolean;
}

/** What the endpoints of a run share. */
export interface RunContext extends Pick<RunOptions, 'specs'> {
  readonly loadJudge: () => Promise<Judge>;
  readonly judgingLimit: number;
  readonly redactor: Redactor;
  readonly repeat: number;
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly budget: Budget;
  readonly restored: Restored;
  readonly nextId: () => number;
  readonly signal: AbortSignal;
  readonly push: (event: RunEvent) => void;
}
