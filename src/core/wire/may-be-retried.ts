import type { Exchange } from '../model/exchange.js';

/**
 * Whether a request may be sent again after this attempt: only connection errors, 408, 429 and 5xx are retried. A timeout is no
 * connection error.
 */
export function mayBeRetried({ response, end }: Pick<Exchange, 'response' | 'end'>): boolean {
  if (response !== null) return response.status === 408 || response.status === 429 || response.status >= 500;
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
