import type { Ending, Exchange } from '../../core/model/exchange.js';
import type { RawHead } from './raw-response.js';

/** How an exchange ended, and the transport's code for a failure. */
export interface Ended {
  readonly end: Ending;
  readonly code: string | null;
}

/**
 * Classifies an error of the transport.
 * @param stage how far the exchange got; `head` for a head that is incomplete or malformed
 *
 * Codes: Node's (`ECONNRESET`), llhttp's (`HPE_…`) and undici's (`UND_ERR_…`).
 */
export function readEnding(error: Error, stage: 'connecting' | 'head' | 'body', head: RawHead | null): Ended {
  const code = errorCode(error);
  if (stage === 'connecting') return { end: code === 'UND_ERR_CONNECT_TIMEOUT' ? 'timeout-connect' : 'refused', code };
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    // With a declared length undici reports every parse error as this; before its end, the head is malformed.
    if (stage === 'body') return { end: 'closed', code };
    return { end: 'protocol', code: isFramedTwice(head) ? 'HPE_UNEXPECTED_CONTENT_LENGTH' : 'MALFORMED_HEAD' };
  }
  if (code === 'HPE_INVALID_EOF_STATE') return { end: 'closed', code };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { end: 'too-large', code };
  if (code.startsWith('HPE_')) return { end: 'protocol', code };
  if (code === 'UND_ERR_SOCKET') return { end: error.message.startsWith('bad ') ? 'protocol' : 'closed', code };
  return { end: 'reset', code };
}

/** Whether more than one header declares the end of the body. */
function isFramedTwice(head: RawHead | null): boolean {
  const framing = head?.headers.filter(([name]) => /^(content-length|transfer-encoding)$/i.test(name)) ?? [];
  return framing.length > 1;
}

/**
 * undici does not pass on llhttp's code, so it is derived from llhttp's reason. A reason without an entry becomes its
 * own code.
 */
const PARSER_CODES: readonly (readonly [start: string, code: string])[] = [
  ['Expected HTTP/', 'HPE_INVALID_CONSTANT'],
  ['Invalid status', 'HPE_INVALID_STATUS'],
  ['Expected dot', 'HPE_INVALID_VERSION'],
  ['Invalid HTTP version', 'HPE_INVALID_VERSION'],
  ['Invalid character in chunk size', 'HPE_INVALID_CHUNK_SIZE'],
  ['Chunk size overflow', 'HPE_INVALID_CHUNK_SIZE'],
  ["Content-Length can't be present", 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  ['Content-Length already present', 'HPE_UNEXPECTED_CONTENT_LENGTH'],
  ['Invalid character in Content-Length', 'HPE_INVALID_CONTENT_LENGTH'],
  ['Invalid header', 'HPE_INVALID_HEADER_TOKEN'],
  ['Missing expected CR', 'HPE_CR_EXPECTED'],
  ['Missing expected LF', 'HPE_LF_EXPECTED'],
];

/** The code of an error, or of the first error in an AggregateError of several connection attempts. */
function errorCode(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error.name === 'HTTPParserError') {
    const reason = /\(([^)]*)\)$/.exec(error.message)?.[1] ?? 'unknown';
    const known = PARSER_CODES.find(([start]) => reason.startsWith(start));
    return known?.[1] ?? `HPE_${reason.toUpperCase().replaceAll(/[^A-Z]+/g, '_')}`;
  }
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? errorCode(first) : error.name;
}

interface Words {
  /** What is wrong, as a sentence about the endpoint. */
  readonly what: string;
  readonly todo: string;
}

const UNKNOWN_CA: Words = {
  what: 'its certificate cannot be traced to a CA that is known here',
  todo: 'if you trust it, set NODE_EXTRA_CA_CERTS to a PEM file with the CA certificates that vouch for it, up to the root',
};

/** By Node's codes: https://nodejs.org/api/errors.html#common-system-errors, tls.html#x509-certificate-error-codes */
const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['ECONNREFUSED', { what: 'nothing listens at its address', todo: 'start it, or correct the port' }],
  ['ENOTFOUND', { what: 'its host name has no address', todo: 'correct the name, or check the DNS' }],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    {
      what: 'its certificate is self-signed',
      todo: 'if you trust it, set NODE_EXTRA_CA_CERTS to a PEM file with that certificate',
    },
  ],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNKNOWN_CA],
  ['UNABLE_TO_GET_ISSUER_CERT', UNKNOWN_CA],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNKNOWN_CA],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNKNOWN_CA],
  [
    'CERT_HAS_EXPIRED',
    {
      what: 'its certificate, or one that vouches for it, has expired',
      todo: 'have it renewed, or set the clock here',
    },
  ],
  [
    'CERT_NOT_YET_VALID',
    {
      what: 'its certificate, or one that vouches for it, is not valid yet',
      todo: 'compare the clocks there and here',
    },
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    {
      what: 'its certificate is for another host',
      todo: 'use a host name that its certificate names',
    },
  ],
  [
    'ERR_PROXY_CONNECTION',
    {
      what: 'its proxy cannot be reached',
      todo: 'correct the proxy in the environment, or add the host to NO_PROXY',
    },
  ],
  [
    'ERR_PROXY_TUNNEL',
    {
      what: 'its proxy did not open a tunnel to it',
      todo: 'check the rules and the password of the proxy, or add the host to NO_PROXY',
    },
  ],
  ['ERR_SSL_WRONG_VERSION_NUMBER', { what: 'it does not use TLS', todo: 'try http:// instead of https://' }],
]);

/**
 * Why no connection was made, and what to do when that is known.
 * @param whom the name in the message: `the endpoint`
 */
export function describeNoConnection(whom: string, { end, endCode }: Pick<Exchange, 'end' | 'endCode'>): string {
  const code = endCode ?? end;
  const words = WORDS.get(code);
  const known = words === undefined ? '' : `: ${words.what}; ${words.todo}`;
  return `no connection to ${whom} (${code})${known}`;
}
