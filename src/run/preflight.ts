import type { RunEnded } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { lacksCredit } from '../core/checks/outcome/client-error.js';
import { readOnce } from '../core/dialect/read-answer.js';
import { whyNotTheApi } from './not-the-api.js';
import { serverWords, textOf } from './server-words.js';
import { describeSilence } from '../core/wire/describe-silence.js';
import { isReached } from '../core/wire/may-be-retried.js';
import { describeNoConnection } from '../io/http/transport-error.js';
import type { Case } from '../core/model/case.js';

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
  if (exchange !== undefined && (lacksCredit(readOnce(exchange)) || (status === 429 && hasNoCredit(exchange)))) {
    const detail = `the control request to ${name} got ${status}${serverWords(exchange)}: the account has no credit left`;
    return { reason: 'unauthorized', detail };
  }
  if (status !== 401 && status !== 403) return null;
  const got = `${status}${exchange === undefined ? '' : serverWords(exchange)}`;
  const detail = `the control request to ${name} was rejected with ${got}: the API key is missing or invalid`;
  return { reason: 'unauthorized', detail };
}

/** Whether a 429 is about the account and not about the rate of requests. */
function hasNoCredit(exchange: Exchange): boolean {
  return /"insufficient_(?:quota|balance)"/u.test(textOf(exchange));
}

/** After so many cases in a row without a connection the endpoint is unreachable. */
const MOST_UNREACHED = 3;

/** After so many first cases without a response other than a 5xx or 429 the endpoint is down. */
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
 * @param redact hides the secrets in an exchange, whose words are quoted
 */
export function trackReachability(name: string, redact: (exchange: Exchange) => Exchange): Reachability {
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
      failed = !works && (status === 0 || status === 429 || status >= 500) ? failed + 1 : 0;
      if (failed >= MOST_FAILED) {
        const got =
          last === undefined || status > 0
            ? `only status ${status}${last === undefined ? '' : serverWords(redact(last))}`
            : describeWait(last);
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

/** `nothing within 60 s (--timeout)` */
function describeWait(exchange: Exchange): string {
  return exchange.end.startsWith('timeout-')
    ? `nothing within ${Math.round(exchange.ms / 1000)} s (--timeout)`
    : describeSilence(exchange);
}

/**
 * The position of the simplest case of a plan that expects an answer: `basic/minimal`, otherwise the first of `basic`,
 * otherwise the first of all; -1 if there is none.
 */
export function findControl(cases: readonly Case[]): number {
  const places = [...cases.keys()].filter((n) => {
    const planned = cases[n];
    return planned?.expects === 'accepted' && planned.steps[0]?.auth.kind === 'valid';
  });
  const find = (key: 'id' | 'suite', value: string) => places.find((n) => cases[n]?.[key] === value);
  return find('id', 'basic/minimal') ?? find('suite', 'basic') ?? places[0] ?? -1;
}
