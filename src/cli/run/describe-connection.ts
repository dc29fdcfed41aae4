import { findProxy } from '../../io/http/proxy.js';
import { parseBaseUrl } from '../../io/http/base-url.js';

/** An endpoint of a run. */
export interface ConnectedEndpoint {
  readonly baseUrl: string;
  readonly direct: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Sentences about how the endpoints of a run are reached, if it is not the usual way: proxies, unverified certificates. */
export function describeConnection(
  endpoints: readonly ConnectedEndpoint[],
  insecure: boolean,
  environment: Environment,
): readonly string[] {
  const urls = endpoints
    .filter(({ direct }) => !direct)
    .flatMap(({ baseUrl }) => {
      const parsed = parseBaseUrl(baseUrl);
      return parsed.ok ? [parsed.value] : [];
    });
  const proxies = urls.flatMap((url) => {
    const found = findProxy(url, environment);
    if (!found.ok || found.value === null) return [];
    const { origin, variable } = found.value;
    return [`Requests to ${url.host} go through the proxy ${origin} (${variable}).`];
  });
  return [...new Set(proxies), ...describeVerification(urls, insecure, environment)];
}

function describeVerification(urls: readonly URL[], insecure: boolean, environment: Environment): readonly string[] {
  if (!urls.some(({ protocol }) => protocol === 'https:')) return [];
  if (insecure) return ['--insecure: certificates are not verified. Anyone on the network path can read the key.'];
  return environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
    ? ['NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect: certificates are verified. --insecure turns that off.']
    : [];
}
