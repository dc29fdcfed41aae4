import { reportsClientError } from '../wire/client-error.js';
import type { Answer } from './answer.js';

/** Statuses that say nothing about how a request is written: rate limits, credit, keys, timeouts, overload. */
export const UNRELATED_STATUSES: ReadonlySet<number> = new Set([401, 402, 403, 408, 429, 503]);

/** Whether a request that should be accepted failed in a way for which its form can be the reason. */
export function isVariationFailure(answer: Answer): boolean {
  const { status, exchange, requested, reply, form } = answer;
  // A stream that fails after its beginning was accepted in this form.
  const isBegun = form === 'stream' && reply.outputs.length > 0;
  if (UNRELATED_STATUSES.has(status)) return false;
  if (status === 0) return exchange.end === 'closed' || exchange.end === 'reset' || exchange.end === 'protocol';
  if (status < 200 || status >= 300 || exchange.end === 'protocol') return true;
  // Under 200 only an error about the request says more than that a server failed at that moment.
  if (reply.error !== null && !isBegun) return form !== 'stream' || reportsClientError(reply.error.value);
  return requested.stream !== (form === 'stream');
}
