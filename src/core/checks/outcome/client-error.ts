import type { Answer } from '../../dialect/answer.js';
import { reportsClientError, reportsValidation } from '../../wire/client-error.js';

/**
 * Whether a 5xx response says that the request was invalid: a gateway wrapped the 4xx of its upstream. Such a response is
 * about the request and not about the moment.
 */
export function wrapsClientError({ status, reply }: Pick<Answer, 'status' | 'reply'>): boolean {
  return status >= 500 && reply.error !== null && reportsClientError(reply.error.value);
}

/** Whether a 402 is about the account, as it should be, and not about an invalid request. */
export function lacksCredit({ status, reply }: Pick<Answer, 'status' | 'reply'>): boolean {
  return status === 402 && !(reply.error !== null && reportsValidation(reply.error.value));
}
