import type { Exchange } from '../core/model/exchange.js';
import { describeSilence } from '../core/wire/describe-silence.js';
import { describeNoConnection } from '../io/http/transport-error.js';

/** After so many cases in a row without a connection the endpoint is unreachable. */
const MOST_UNREACHED = 3;

/** After so many first cases without a response other than a 5xx the endpoint is down. */
const MOST_FAILED = 3;

/** So many cases are named that were under way when the endpoint went away. */
const MOST_NAMED = 4;

/** Whether an endpoint can be reached, by the last exchange of each case. */
export interface Reachability {
  /**
   * Adds a case that was sent.
   * @param works whether the endpoint answered any request as documented so far
   */
  add(caseId: string, exchanges: readonly Exchange[], works: boolean): void;
  /** Takes a missing connection of the last case for final: it was the control case. */
  requireConnection(): void;
  /** Why the endpoint is unreachable; null while it is not. */
  reason(): string | null;
}

/**
 * Starts with no exchanges.
 * @param name the endpoint in a message: `the endpoint`
 */
export function trackReachability(name: string): Reachability {
  const counted = new Set<number>();
  let unreached = 0;
  let failed = 0;
  let reason: string | null = null;
  let last: Exchange | undefined;
  // Cases whose connection broke since the last complete response.
  let broken: readonly string[] = [];
  const noConnection = (): string | null =>
    last === undefined || isReached(last) ? null : describeNoConnection(name, last) + describeBroken(broken);
  return {
    add(caseId, exchanges, works) {
      last = exchanges.at(-1);
      if (last?.end === 'complete') broken = [];
      else if (exchanges.some(({ end }) => end === 'reset' || end === 'closed')) broken = [...broken, caseId];
      // An exchange that several cases share counts once.
      if (last !== undefined && counted.has(last.id)) return;
      if (last !== undefined) counted.add(last.id);
      unreached = isReached(last) ? 0 : unreached + 1;
      if (unreached >= MOST_UNREACHED) reason = noConnection();
      const status = last?.response?.status ?? 0;
      failed = !works && (status === 0 || status >= 500) ? failed + 1 : 0;
      if (failed >= MOST_FAILED) {
        const got = last === undefined || status > 0 ? `only status ${status}` : describeWait(last);
        reason ??= `${name} sent ${got} in response to the first ${failed} cases`;
      }
    },
    requireConnection() {
      reason = noConnection() ?? reason;
    },
    reason: () => reason,
  };
}

/** Names the cases under way when the endpoint went away: one of them may have caused it. */
function describeBroken(cases: readonly string[]): string {
  if (cases.length === 0) return '';
  const more = cases.length > MOST_NAMED ? ` and ${cases.length - MOST_NAMED} more` : '';
  return `; it went away during ${cases.slice(0, MOST_NAMED).join(', ')}${more}`;
}

/** Whether an exchange had a connection. */
export function isReached(exchange: Exchange | undefined): boolean {
  return exchange?.end !== 'refused' && exchange?.end !== 'timeout-connect';
}

/** `nothing within 60 s (--timeout)` */
function describeWait(exchange: Exchange): string {
  return exchange.end.startsWith('timeout-')
    ? `nothing within ${Math.round(exchange.ms / 1000)} s (--timeout)`
    : describeSilence(exchange);
}
