import type { Step } from '../core/model/case.js';
import type { Exchange } from '../core/model/exchange.js';
import type { Clock } from './clock.js';
import type { Pause } from './make-pause.js';
import { readRetryAfter } from './retry-after.js';
import type { Send } from './send.js';

/** When to try again. Only connection errors, 408, 429 and 5xx are. */
export interface RetryPolicy {
  /** Milliseconds before the second, third, … attempt where the endpoint names no time. */
  readonly waits: readonly number[];
  /** A longer `Retry-After` is not waited for: the answer stands. */
  readonly longestWait: number;
  /** All that a run spends on pauses. */
  readonly budget: number;
}

export const DEFAULT_RETRY: RetryPolicy = { waits: [200, 600], longestWait: 30_000, budget: 60_000 };

export interface AttemptOptions {
  readonly send: Send;
  readonly policy: RetryPolicy;
  readonly pause: Pause;
  readonly clock: Clock;
  readonly nextId: () => number;
  /** False for a request that is wrong on purpose: its refusal is the answer, whatever the status. */
  readonly retryStatus: boolean;
  readonly signal?: AbortSignal;
}

/** Sends a step, again where that may help; every attempt is an exchange of its own, the last is the answer. */
export async function* sendAttempts(
  step: Step,
  place: { readonly case: string; readonly step: number },
  options: AttemptOptions,
): AsyncGenerator<Exchange, void, void> {
  const { send, pause, clock, policy, signal } = options;
  let before: Exchange | null = null;
  for (let attempt = 0; ; attempt += 1) {
    await pause.wait(signal);
    if (signal?.aborted === true) return;
    const context = { ...place, id: options.nextId(), attempt };
    const exchange: Exchange = await send(step, signal === undefined ? context : { ...context, signal });
    yield exchange;
    const usual = policy.waits[attempt];
    const wait = usual === undefined ? null : waitBefore(exchange, before, usual, options);
    if (wait === null) return;
    await clock.sleep(wait, signal);
    before = exchange;
  }
}

/** Milliseconds until another attempt; null for none. Has everyone else wait too where the endpoint asks for it. */
function waitBefore(
  exchange: Exchange,
  before: Exchange | null,
  usual: number,
  options: AttemptOptions,
): number | null {
  const { response } = exchange;
  if (response === null) return isConnectionError(exchange) ? usual : null;
  if (response.status !== 408 && response.status !== 429 && response.status < 500) return null;
  const asked = response.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  const wait = asked === undefined ? null : readRetryAfter(asked, options.clock.date());
  if (wait !== null && wait <= options.policy.longestWait) {
    const held = options.pause.hold(wait);
    return held && options.retryStatus ? 0 : null;
  }
  if (wait !== null || !options.retryStatus) return null;
  // The same failure twice is the endpoint's answer, not its bad moment.
  if (response.status >= 500 && before?.response?.status === response.status) return null;
  if (response.status === 429) return options.pause.hold(usual) ? 0 : null;
  return usual;
}

/** No answer at all came, for want of a connection or because it was cut. Silence is no connection error. */
function isConnectionError({ end }: Exchange): boolean {
  return end === 'refused' || end === 'timeout-connect' || end === 'reset' || end === 'closed';
}
