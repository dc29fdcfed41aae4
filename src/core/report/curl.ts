import { WRONG_KEY } from '../model/key-marker.js';
import type { SentRequest } from '../model/exchange.js';
import { type AuthScheme, foreignScheme } from '../model/spec.js';
import { headerName } from '../plan/vary-request.js';
import { parseJson } from '../wire/json.js';
import { escapeUnseen } from '../wire/quote.js';

type Form = Pick<AuthScheme, 'header' | 'prefix' | 'headers'>;

const BEARER: Form = {
  header: 'authorization',
  prefix: 'Bearer ',
  headers: {},
};

/** A field name by RFC 9110: anything else could be an option or a file to curl. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;

/** Headers that curl writes itself, and that would lie about what it sends. With `chunked` it sends a chunked body. */
const ITS_OWN: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'expect']);

/**
 * The command line that repeats a request. It contains the variable `CONFORMANCE_API_KEY`, never the key.
 * @param schemes how the spec documents that a key is sent; the form in the record, or Bearer, if it is unknown.
 */
export function curlOf(request: SentRequest, schemes: readonly AuthScheme[]): string {
  const { auth } = request;
  const scheme: Form = schemes.find(({ id }) => id === auth.scheme) ?? auth.form ?? schemes[0] ?? BEARER;
  const headers = request.headers.filter(
    ([name, value]) =>
      TOKEN.test(name) &&
      !ITS_OWN.has(name.toLowerCase()) &&
      (name.toLowerCase() !== 'transfer-encoding' || value === 'chunked'),
  );
  // The transport writes the header of the key as it writes the others.
  const capital = headers.length > 0 && headers.every(([name]) => /^[A-Z]/u.test(name));
  return [
    `curl --silent --show-error --no-buffer --globoff --include --request ${shellQuote(request.method)}`,
    `--url ${shellQuote(request.url)}`,
    ...headers.map(([name, value]) => `--header ${shellQuote(`${name}: ${value}`)}`),
    ...credentials(
      request.auth.kind,
      capital ? { ...scheme, header: headerName(scheme.header, 'header-case') } : scheme,
    ).map((header) => `--header ${header}`),
    ...(request.body === null ? [] : [`--data-raw ${shellQuote(visible(request.body))}`]),
  ].join(' \\\n  ');
}

/** JSON says the same with its unseen characters escaped. */
function visible(body: string): string {
  return parseJson(body).ok && !/[\r\n\t]/u.test(body) ? escapeUnseen(body) : body;
}

function credentials(kind: string, scheme: Form): readonly string[] {
  if (!TOKEN.test(scheme.header)) return [];
  const extra = Object.entries(scheme.headers).flatMap(([name, value]) =>
    TOKEN.test(name) ? [shellQuote(`${name}: ${value}`)] : [],
  );
  switch (kind) {
    case 'none':
      return [];
    case 'wrong':
      return [shellQuote(`${scheme.header}: ${scheme.prefix}${WRONG_KEY}`), ...extra];
    case 'malformed':
      return [shellQuote(`${scheme.header}: ${scheme.prefix === '' ? 'Bearer ' : ''}${WRONG_KEY}`), ...extra];
    case 'lower-case':
      return [mine(scheme.header, scheme.prefix.toLowerCase()), ...extra];
    case 'foreign':
      return [mine(foreignScheme(scheme).header, foreignScheme(scheme).prefix)];
    default:
      return [mine(scheme.header, scheme.prefix), ...extra];
  }
}

/** Text in which a shell replaces nothing between double quotes. */
const LITERAL = /^[\w .,:;=/+-]*$/u;

/** A header with the key. A record can be forged, so that its names and prefixes may contain commands of a shell. */
function mine(header: string, prefix: string): string {
  const start = `${header}: ${prefix}`;
  return LITERAL.test(start) ? `"${start}$CONFORMANCE_API_KEY"` : `${shellQuote(start)}"$CONFORMANCE_API_KEY"`;
}

/**
 * A text as one word of a POSIX shell. If it contains invisible characters, it is written in the `$'…'` form of
 * bash and zsh, with these characters escaped.
 */
export function shellQuote(text: string): string {
  if (escapeUnseen(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  const safe = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '');
  return `$'${escapeUnseen(safe.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t'))}'`;
}
