import type { RunEnded } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { whyNotTheApi } from './not-the-api.js';

/** Why a run stops early. */
export type Stopped = NonNullable<RunEnded['stopped']>;

/**
 * Checks the response to the control request: it must come from the API, and the key must be accepted. Null if both hold.
 * @param name the endpoint in a message: `the endpoint`
 */
export function checkControl(exchange: Exchange | undefined, name: string): Stopped | null {
  const notTheApi = whyNotTheApi(exchange);
  if (notTheApi !== null) {
    const detail = `${name} answered the control request with ${notTheApi}, so the run was stopped`;
    return { reason: 'not-the-api', detail };
  }
  const status = exchange?.response?.status;
  if (status !== 401 && status !== 403) return null;
  const detail = `the control request to ${name} was rejected: the API key is missing or invalid`;
  return { reason: 'unauthorized', detail };
}
