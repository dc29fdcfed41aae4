import type { Exchange } from '../../core/model/exchange.js';

interface Words {
  /** What is wrong, as a clause about an endpoint. */
  readonly what: string;
  readonly todo: string;
}

const UNKNOWN_CA: Words = {
  what: 'whose certificate cannot be traced to a CA that is known here',
  todo: 'if you trust it, set NODE_EXTRA_CA_CERTS to a PEM file with the CA certificates that vouch for it, up to the root',
};

/** By Node's codes: https://nodejs.org/api/errors.html#common-system-errors, tls.html#x509-certificate-error-codes */
const WORDS: Readonly<Record<string, Words>> = {
  ECONNREFUSED: { what: 'where nothing listens', todo: 'start it, or correct the port' },
  ENOTFOUND: { what: 'whose host has no address that is known here', todo: 'correct its name, or see to the DNS' },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    what: 'whose certificate is self-signed',
    todo: 'if you trust it, set NODE_EXTRA_CA_CERTS to a PEM file with that certificate',
  },
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_CA,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_CA,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_CA,
  CERT_HAS_EXPIRED: {
    what: 'whose certificate, or one that vouches for it, has expired',
    todo: 'have it renewed, or set the clock here',
  },
  CERT_NOT_YET_VALID: {
    what: 'whose certificate, or one that vouches for it, is not valid yet',
    todo: 'compare the clocks there and here',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    what: 'whose certificate is for another host',
    todo: 'ask for it by a host name that stands in its certificate',
  },
  ERR_SSL_WRONG_VERSION_NUMBER: { what: 'which speaks no TLS', todo: 'try http:// in place of https://' },
};

/**
 * Why no connection was made, and what can be done about it where that is known.
 * @param whom in the words of a message: `the endpoint`
 */
export function describeNoConnection(whom: string, { end, endCode }: Pick<Exchange, 'end' | 'endCode'>): string {
  const code = endCode ?? end;
  const words = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  if (words === undefined) return `no connection to ${whom} (${code})`;
  return `no connection to ${whom}, ${words.what} (${code}): ${words.todo}`;
}
