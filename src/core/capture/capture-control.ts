import { trackEndpointHealth, type EndpointHealth } from '../judge/endpoint-health.js';
import type { CapturedExchanges } from './captured-cases.js';

/**
 * Whether an endpoint answered some request of a capture as documented, for each case: only then a failure counts against
 * the request that failed. Null where it is not known, and where the failure may have another reason: an outage, a key that
 * the capture does not show, a client that went away.
 */
export function controlsOf(cases: readonly CapturedExchanges[]): ReadonlyMap<CapturedExchanges, true | null> {
  const working = new Set(cases.filter(worked).map(originOf));
  const standings = new Map<string, EndpointHealth>();
  for (const each of cases) {
    const standing = standings.get(originOf(each)) ?? trackEndpointHealth();
    standings.set(originOf(each), standing);
    standing.take(each.case, each.exchanges);
  }
  return new Map(
    cases.map((each) => {
      const origin = originOf(each);
      const status = each.exchanges.at(-1)?.response?.status ?? 0;
      const doubtful =
        each.case.suite === 'captured'
          ? status === 0 || UNCLEAR.has(status)
          : standings.get(origin)?.worksFor(each.case, each.exchanges) === false;
      return [each, working.has(origin) && !doubtful ? true : null] as const;
    }),
  );
}

/** Statuses of a key that may be wrong, and of an endpoint that is down for a while. */
const UNCLEAR: ReadonlySet<number> = new Set([401, 403, 502, 503, 504, 529]);

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
