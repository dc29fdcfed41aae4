import type { RunEvent } from '../core/model/event.js';
import type { Clock, Pace } from '../io/http/pacing.js';
import type { RetryPolicy } from '../io/http/send-attempts.js';
import type { Budget } from './budget.js';
import type { Judge, RunOptions } from './options.js';
import type { Restored } from './restore.js';

/** What both sides of a run share. */
export interface Shared extends Pick<RunOptions, 'specs'> {
  readonly loadJudge: () => Promise<Judge>;
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
