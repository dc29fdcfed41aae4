import { trackEndpointHealth, type EndpointHealth } from '../core/judge/endpoint-health.js';
import type { RunEnded } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { describeSilence } from '../core/wire/describe-silence.js';
import { describeNoConnection } from '../io/http/transport-error.js';
import { whyNotTheApi } from './not-the-api.js';

/** What a run has learned of whether its endpoint can be reached, takes the key, and answers at all. */
export interface Preflight extends EndpointHealth {
  /** Says that what was taken in so far is the control case. */
  control(): void;
  /** Whether to stop asking. */
  isLost(): boolean;
  /** Whether something else than the API answered the control case. */
  isForeign(): boolean;
  /** Whether the control case was refused for its key. */
  isUnauthorized(): boolean;
  /** Why the rest was not run; null where all was. */
  stopped(): NonNullable<RunEnded['stopped']> | null;
}

/** So many cases in a row without a connection, and the endpoint is taken to be gone. */
const MOST_UNREACHED = 3;

/** So many cases from the first one on without an answer but a 5xx, and it is taken to be down. */
const MOST_FAILED = 3;

/** So many cases are named of those that were under way when the endpoint went away. */
const MOST_NAMED = 4;

/**
 * Begins with nothing known.
 * @param whom in the words of a message: `the endpoint`
 */
export function makePreflight(whom = 'the endpoint'): Preflight {
  const standing = trackEndpointHealth();
  const counted = new Set<number>();
  let unreached = 0;
  let failed = 0;
  let lost: string | null = null;
  let foreign: string | null = null;
  let unauthorized = false;
  let last: Exchange | undefined;
  // Whose connections broke since the last answer that came whole.
  let broken: readonly string[] = [];
  const noConnection = (): string | null =>
    last === undefined || isReached(last) ? null : describeNoConnection(whom, last) + whenItWent(broken);
  return {
    ...standing,
    take(planned, exchanges) {
      standing.take(planned, exchanges);
      last = exchanges.at(-1);
      if (last?.end === 'complete') broken = [];
      else if (exchanges.some(({ end }) => end === 'reset' || end === 'closed')) broken = [...broken, planned.id];
      // What several cases share is one sign, not several.
      if (last !== undefined && counted.has(last.id)) return;
      if (last !== undefined) counted.add(last.id);
      unreached = isReached(last) ? 0 : unreached + 1;
      if (unreached >= MOST_UNREACHED) lost = noConnection();
      const status = last?.response?.status ?? 0;
      failed = !standing.works() && (status === 0 || status >= 500) ? failed + 1 : 0;
      if (failed >= MOST_FAILED) {
        const said = last === undefined || status > 0 ? `no answer but status ${status}` : describeSilence(last);
        lost ??= `${whom} gave ${said} to the first ${failed} cases`;
      }
    },
    control() {
      lost = noConnection() ?? lost;
      foreign = whyNotTheApi(last);
      unauthorized = last?.response?.status === 401 || last?.response?.status === 403;
    },
    isLost: () => lost !== null,
    isForeign: () => foreign !== null,
    isUnauthorized: () => unauthorized,
    stopped() {
      if (lost !== null) return { reason: 'unreachable', detail: lost };
      if (foreign !== null) {
        const detail = `${whom} answered the control request with ${foreign}: nothing else was asked of it`;
        return { reason: 'not-the-api', detail };
      }
      if (!unauthorized) return null;
      return {
        reason: 'unauthorized',
        detail: `the control request to ${whom} was refused for its key, or for want of one`,
      };
    },
  };
}

/** A server that a request brings down is best told by that request. */
function whenItWent(cases: readonly string[]): string {
  if (cases.length === 0) return '';
  const more = cases.length > MOST_NAMED ? ` and ${cases.length - MOST_NAMED} more` : '';
  return `; it went away while it was asked for ${cases.slice(0, MOST_NAMED).join(', ')}${more}`;
}

/** Whether an exchange got as far as a connection. */
export function isReached(exchange: Exchange | undefined): boolean {
  return exchange?.end !== 'refused' && exchange?.end !== 'timeout-connect';
}
