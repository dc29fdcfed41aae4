import type { Step } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';
import { headerValues } from '../../core/wire/header-values.js';
import { mayBeRetried } from '../../core/wire/may-be-retried.js';
import { type Clock, type Pause, type Pace, readRateLimit, readRetryAfter } from './rate-limit.js';

/**
 * When to retry. Only connection errors, 408, 409, 425, 429 and 5xx are retried, as often as OpenAI's own client does
 * (https://github.com/openai/openai-node#retries): an error that its users never see is not a divergence.
 */
export interface RetryPolicy {
  /** Milliseconds before the second, third, … attempt, when the endpoint requests no wait. */
  readonly waits: readonly number[];
  /** A longer `Retry-After` is not observed; there is no retry. */
  readonly longestWait: number;
  /** The most milliseconds that a run spends on pauses. */
  readonly budget: number;
}

export const DEFAULT_RETRY: RetryPolicy = { waits: [200, 600], longestWait: 30_000, budget: 60_000 };

/** Statuses about an upstream or about load, which do not depend on the request. */
const PASSING: ReadonlySet<number> = new Set([502, 503, 504]);

export interface AttemptOptions {
  readonly send: Send;
  readonly policy: RetryPolicy;
  readonly pause: Pause;
  /** The rate of the run; absent for no limit. */
  readonly pace?: Pace;
  readonly clock: Clock;
  readonly nextId: () => number;
  /**
   * How often a 408, 409, 425, 500 or other 5xx is retried: by default as often as the policy says. 429, 502, 503 and 504
   * are always retried by the policy.
   */
  readonly statusRetries?: number | undefined;
  /** Attempts of an earlier part of the run, oldest first. They are not yielded again. */
  readonly earlier?: readonly Exchange[];
  /** Whether the budget allows a retry; called before each attempt after the first. */
  readonly afford?: () => boolean;
  readonly signal?: AbortSignal;
}

/** Sends a step and retries it when the policy says so. Every attempt is an exchange; the last one counts. */
export async function* sendAttempts(
  step: Step,
  place: { readonly case: string; readonly step: number },
  options: AttemptOptions,
): AsyncGenerator<Exchange, void, void> {
  const { send, clock, policy, signal, earlier = [] } = options;
  let last: Exchange | null = earlier.at(-1) ?? null;
  for (let attempt = earlier.length; ; attempt += 1) {
    if (last !== null) {
      const usual = policy.waits[attempt - 1];
      const wait = usual === undefined ? null : waitBefore(last, usual, attempt, options);
      if (wait === null || options.afford?.() === false) return;
      await clock.sleep(wait, signal);
    }
    await waitForTurn(options);
    if (signal?.aborted === true) return;
    const context = { ...place, id: options.nextId(), attempt };
    const exchange: Exchange = await send(step, signal === undefined ? context : { ...context, signal });
    obeyRateLimit(exchange, options);
    yield exchange;
    last = exchange;
  }
}

/** Waits until no pause is active and the pace allows one more request. */
async function waitForTurn({ pause, pace, signal }: AttemptOptions): Promise<void> {
  await pause.wait(signal);
  await pace?.wait(signal);
  // Another worker may have started a pause meanwhile.
  while (pause.holds()) {
    if (signal?.aborted === true) return;
    await pause.wait(signal);
    await pace?.wait(signal);
  }
}

/** Pauses all workers after a response that says that a limit is exhausted. */
function obeyRateLimit({ response }: Exchange, { clock, pause, policy }: AttemptOptions): void {
  if (response === null || response.status === 429) return;
  const wait = readRateLimit(response.headers, clock.date());
  if (wait !== null && wait <= policy.longestWait) pause.hold(wait);
}

/**
 * Milliseconds until the next attempt; null for no retry. Pauses all workers when the endpoint requests it.
 * @param attempts how many were made
 */
function waitBefore(exchange: Exchange, usual: number, attempts: number, options: AttemptOptions): number | null {
  const { response } = exchange;
  if (!mayBeRetried(exchange)) return null;
  if (response === null) return usual;
  // 429 is about the number of requests, and 502, 503 and 504 are about an upstream: neither is about this request.
  const { statusRetries = Number.POSITIVE_INFINITY } = options;
  const retries = attempts <= statusRetries || response.status === 429 || PASSING.has(response.status);
  const wait = requestedWait(exchange, options);
  if (wait !== null && wait <= options.policy.longestWait) {
    const held = options.pause.hold(wait);
    return held && retries ? 0 : null;
  }
  if (wait !== null || !retries) return null;
  if (response.status === 429) return options.pause.hold(usual) ? 0 : null;
  return usual;
}

/** The wait that the response requests: by `Retry-After`, else by the headers of the exhausted limit. */
function requestedWait({ response }: Exchange, { clock }: AttemptOptions): number | null {
  if (response === null) return null;
  const [requested] = headerValues(response.headers, 'retry-after');
  const wait = requested === undefined ? null : readRetryAfter(requested, clock.date());
  return wait ?? (response.status === 429 ? readRateLimit(response.headers, clock.date()) : null);
}

/** The place of an exchange in a run. */
export interface SendContext {
  readonly id: number;
  readonly case: string;
  readonly step: number;
  readonly attempt: number;
  readonly signal?: AbortSignal;
}

/** Sends one request once. It never rejects because of the endpoint: the exchange records its errors. */
export type Send = (step: Step, context: SendContext) => Promise<Exchange>;
