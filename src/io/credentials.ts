import type { Auth } from '../core/model/case.js';
import { WRONG_KEY } from '../core/model/key-marker.js';
import type { AuthScheme } from '../core/model/spec.js';

type Headers = readonly (readonly [name: string, value: string])[];

/** How nearly every endpoint takes its key, where no spec says otherwise. */
const BEARER: Pick<AuthScheme, 'id' | 'header' | 'prefix' | 'headers'> = {
  id: 'bearer',
  header: 'authorization',
  prefix: 'Bearer ',
  headers: {},
};

/** The documented scheme that a step names; the first one, or Bearer, where it names none. */
export function findScheme(schemes: readonly AuthScheme[], id: string | null): typeof BEARER {
  if (id === null) return schemes[0] ?? BEARER;
  const found = schemes.find((scheme) => scheme.id === id);
  if (found === undefined) throw new Error(`No auth scheme ${id}`);
  return found;
}

/**
 * The headers that present a key. They are added after the request was recorded. A malformed one is the made-up key
 * without its prefix, or with a prefix where none belongs: also an endpoint that overlooks the form has to refuse it.
 */
export function credentialHeaders(auth: Auth, scheme: typeof BEARER, key: string | null): Headers {
  if (auth.kind === 'none' || (auth.kind === 'valid' && key === null)) return [];
  const extra = Object.entries(scheme.headers);
  if (auth.kind === 'malformed') {
    return [[scheme.header, scheme.prefix === '' ? `Bearer ${WRONG_KEY}` : WRONG_KEY], ...extra];
  }
  return [[scheme.header, `${scheme.prefix}${auth.kind === 'wrong' ? WRONG_KEY : (key ?? '')}`], ...extra];
}
