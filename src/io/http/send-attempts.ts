import type { Step } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';
import { headerValues } from '../../core/wire/header-values.js';
import type { Clock, Pause, Pace } from './pacing.js';
import { readRateLimit, readRetryAfter } from './rate-limit.js';
import type { Send } from './send.js';

/**
 * When to try again. Only connection errors, 408, 429 and 5xx are, as often as by OpenAI's own client
 * (https://github.com/openai/openai-node#retries): what its users never see is held against nobody.
 */
export interface RetryPolicy {
  /** Milliseconds before the second, third, … attempt where the endpoint names no time. */
  readonly waits: readonly number[];
  /** A longer `Retry-After` is not waited for: the answer stands. */
  readonly longestWait: number;
  /** All that a run spends on pauses. */
  readonly budget: number;
}

export const DEFAULT_RETRY: RetryPolicy = { waits: [200, 600], longestWait: 30_000, budget: 60_000 };

/** What a proxy says of its upstream, and an endpoint of its load: of the moment, and not of what was asked. */
const PASSING: ReadonlySet<number> = new Set([502, 503, 504]);

export interface AttemptOptions {
  readonly send: Send;
  readonly policy: RetryPolicy;
  readonly pause: Pause;
  /** How fast the run may send; left out, as fast as it goes. */
  readonly pace?: Pace;
  readonly clock: Clock;
  readonly nextId: () => number;
  /** False where a failure with 408, 500 or the like is followed by other requests that ask the same. */
  readonly retryStatus: boolean;
  /** Attempts that an earlier part of the run made, oldest first. They are not yielded again. */
  readonly earlier?: readonly Exchange[];
  /** Asked before each attempt after the first; where it says no, the step stays without its answer. */
  readonly afford?: () => boolean;
  readonly signal?: AbortSignal;
}

/** Sends a step, again where that may help; every attempt is an exchange of its own, the last is the answer. */
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
      const wait = usual === undefined ? null : waitBefore(last, usual, options);
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

/** Until no pause holds and the pace allows one more request. */
async function waitForTurn({ pause, pace, signal }: AttemptOptions): Promise<void> {
  await pause.wait(signal);
  await pace?.wait(signal);
  // Others may have been told to wait meanwhile.
  while (pause.holds()) {
    if (signal?.aborted === true) return;
    await pause.wait(signal);
    await pace?.wait(signal);
  }
}

/** An answer that says that nothing remains has everyone wait before the next request is refused for it. */
function obeyRateLimit({ response }: Exchange, { clock, pause, policy }: AttemptOptions): void {
  if (response === null || response.status === 429) return;
  const wait = readRateLimit(response.headers, clock.date());
  if (wait !== null && wait <= policy.longestWait) pause.hold(wait);
}

/** Milliseconds until another attempt; null for none. Has everyone else wait too where the endpoint asks for it. */
function waitBefore(exchange: Exchange, usual: number, options: AttemptOptions): number | null {
  const { response } = exchange;
  if (response === null) return isConnectionError(exchange) ? usual : null;
  if (response.status !== 408 && response.status !== 429 && response.status < 500) return null;
  // Too many requests is an answer to their number: what this one asks has not been looked at yet. Nor has it where a
  // gateway has a bad moment.
  const retries = options.retryStatus || response.status === 429 || PASSING.has(response.status);
  const wait = askedWait(exchange, options);
  if (wait !== null && wait <= options.policy.longestWait) {
    const held = options.pause.hold(wait);
    return held && retries ? 0 : null;
  }
  if (wait !== null || !retries) return null;
  if (response.status === 429) return options.pause.hold(usual) ? 0 : null;
  return usual;
}

/** How long the answer asks to wait: by `Retry-After`, else by the headers of the limit that was met. */
function askedWait({ response }: Exchange, { clock }: AttemptOptions): number | null {
  if (response === null) return null;
  const [asked] = headerValues(response.headers, 'retry-after');
  const wait = asked === undefined ? null : readRetryAfter(asked, clock.date());
  return wait ?? (response.status === 429 ? readRateLimit(response.headers, clock.date()) : null);
}

/** No answer at all came, for want of a connection or because it was cut. Silence is no connection error. */
function isConnectionError({ end }: Exchange): boolean {
  return end === 'refused' || end === 'timeout-connect' || end === 'reset' || end === 'closed';
}
