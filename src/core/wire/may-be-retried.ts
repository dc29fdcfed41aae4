import type { Exchange } from '../model/exchange.js';

/**
 * Statuses below 500 that are about the moment and not about the request: a timeout, a lock (OpenAI's own client retries
 * 409), too early a request (RFC 8470), a rate limit.
 */
const PASSING: ReadonlySet<number> = new Set([408, 409, 425, 429]);

/**
 * Whether a request may be sent again after this attempt: only connection errors, 408, 409, 425, 429 and 5xx are retried. A
 * timeout is no connection error.
 */
export function mayBeRetried({ response, end }: Pick<Exchange, 'response' | 'end'>): boolean {
  if (response !== null) return PASSING.has(response.status) || response.status >= 500;
  return end === 'refused' || end === 'timeout-connect' || end === 'reset' || end === 'closed';
}

/** Whether a request was sent and its response did not come in time, or not in full. */
export function timedOut({ end }: Pick<Exchange, 'end'>): boolean {
  return end === 'timeout-first-byte' || end === 'timeout-idle' || end === 'timeout-total';
}

/** Whether an exchange had a connection. */
export function isReached(exchange: Pick<Exchange, 'end'> | undefined): boolean {
  return exchange?.end !== 'refused' && exchange?.end !== 'timeout-connect';
}
