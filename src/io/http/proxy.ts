import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { withScheme } from './proxy-secrets.js';

/** The proxy for requests to an endpoint. */
export interface Proxy {
  /** `http://127.0.0.1:3128`, without credentials. */
  readonly origin: string;
  /** The value of `Proxy-Authorization`; null if the URL of the proxy has no credentials. */
  readonly authorization: string | null;
  /** The environment variable that names the proxy. */
  readonly variable: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a URL; null for none. `HTTPS_PROXY` applies to https, `HTTP_PROXY` to both
 * schemes, as in undici's EnvHttpProxyAgent, and then `ALL_PROXY`. The names may be in lower case, which comes first.
 * @returns an error if the variable does not name an HTTP proxy; it does not repeat the value
 */
export function findProxy(url: URL, environment: Environment): Result<Proxy | null> {
  const names = [...(url.protocol === 'https:' ? ['HTTPS_PROXY'] : []), 'HTTP_PROXY', 'ALL_PROXY'];
  const variable = names
    .flatMap((name) => [name.toLowerCase(), name])
    .find((name) => (environment[name] ?? '').trim() !== '');
  if (variable === undefined) return ok(null);
  if (isExcluded(url, environment['no_proxy'] || environment['NO_PROXY'] || '')) return ok(null);
  const address = withScheme(environment[variable] ?? '');
  const proxy = URL.canParse(address) ? new URL(address) : null;
  if (proxy === null || proxy.hostname === '')
    return fail([fileError(variable, 'it is not the URL of a proxy', 'set it to http://host:port, or unset it')]);
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:') {
    const hint = `name an HTTP proxy, exclude ${url.hostname} with NO_PROXY, or unset it`;
    return fail([fileError(variable, `proxies of the kind ${proxy.protocol}// are not supported`, hint)]);
  }
  const credentials = readCredentials(proxy);
  if (credentials === null)
    return fail([fileError(variable, 'its user or password is not percent-encoded correctly', 'encode it again')]);
  const authorization = credentials === '' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`;
  return ok({ origin: proxy.origin, authorization, variable });
}

/** `user:password` of a URL; empty if it has none, null if it is malformed. */
function readCredentials({ username, password }: URL): string | null {
  if (username === '' && password === '') return '';
  try {
    return `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  } catch {
    return null;
  }
}

/**
 * Whether a list of `NO_PROXY` contains the host of a URL: `*`, a host with its subdomains, an address, or a network
 * such as `10.0.0.0/8`; with a port only that port. IPv6 addresses may have brackets, and any spelling.
 */
function isExcluded(url: URL, list: string): boolean {
  const host = hostOf(url.hostname);
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      if (entry.includes('/')) return isInNetwork(host, entry);
      const isAddress = isIP(entry) === 6;
      const [, name = entry, onlyPort] = isAddress ? [] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
      if (onlyPort !== undefined && onlyPort !== port) return false;
      const plain = hostOf(name.replace(/^\*?\./, ''));
      return plain !== '' && (host === plain || (isIP(host) === 0 && host.endsWith(`.${plain}`)));
    });
}

/** A host without brackets and a dot at its end, as URLs spell it. */
function hostOf(name: string): string {
  const plain = name
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(plain) !== 6) return domainToASCII(plain) || plain;
  return new URL(`http://[${plain}]`).hostname.slice(1, -1);
}

function isInNetwork(address: string, network: string): boolean {
  const [start = '', bits = ''] = network.split('/', 2);
  const base = hostOf(start);
  const version = isIP(base);
  if (version === 0 || isIP(address) !== version || !/^\d{1,3}$/.test(bits)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (Number(bits) > (version === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(base, Number(bits), family);
  return list.check(address, family);
}
