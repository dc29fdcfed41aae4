import { trackEndpointHealth, type EndpointHealth } from '../judge/endpoint-health.js';
import { wrapsClientError } from '../checks/outcome/client-error.js';
import { readOnce } from '../dialect/read-answer.js';
import type { Exchange } from '../model/exchange.js';
import type { CapturedExchanges } from './captured-cases.js';

/**
 * For each case, whether its endpoint answered some request of the capture as documented. Only then is a failed request a
 * divergence. Null if this is unknown, or if the failure may have another reason: an outage, a key that the capture does
 * not show, a client that disconnected.
 */
export function controlsOf(cases: readonly CapturedExchanges[]): ReadonlyMap<CapturedExchanges, true | null> {
  const working = new Set(cases.filter(worked).map(originOf));
  const healthByOrigin = new Map<string, EndpointHealth>();
  for (const each of cases) {
    const health = healthByOrigin.get(originOf(each)) ?? trackEndpointHealth();
    healthByOrigin.set(originOf(each), health);
    health.take(each.case, each.exchanges);
  }
  return new Map(
    cases.map((each) => {
      const origin = originOf(each);
      const doubtful =
        each.case.suite === 'captured'
          ? isUnclear(each.exchanges.at(-1))
          : healthByOrigin.get(origin)?.worksFor(each.case, each.exchanges) === false;
      return [each, working.has(origin) && !doubtful ? true : null] as const;
    }),
  );
}

/** Statuses of a key that may be wrong, and of an endpoint that is down for a while. */
const UNCLEAR: ReadonlySet<number> = new Set([401, 403, 502, 503, 504, 529]);

/** Whether a response may be about the moment or the key. A 5xx that wraps the 4xx of an upstream is about the request. */
function isUnclear(exchange: Exchange | undefined): boolean {
  const status = exchange?.response?.status ?? 0;
  if (exchange === undefined || status === 0) return true;
  return UNCLEAR.has(status) && !wrapsClientError(readOnce(exchange));
}

function worked({ case: testCase, exchanges }: CapturedExchanges): boolean {
  const last = exchanges.at(-1);
  const status = last?.response?.status ?? 0;
  const ended = last?.end === 'complete' || (last?.end === 'unknown' && last.endCode === null);
  return testCase.expects === 'accepted' && ended && status >= 200 && status < 300;
}

/** Scheme, host and port. */
function originOf({ exchanges }: CapturedExchanges): string {
  return /^[^/]*\/\/[^/?#]*/u.exec(exchanges[0]?.request.url ?? '')?.[0] ?? '';
}
