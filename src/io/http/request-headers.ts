import type { Auth } from '../../core/model/case.js';
import { WRONG_KEY } from '../../core/model/key-marker.js';
import { type AuthScheme, foreignScheme } from '../../core/model/spec.js';

type Headers = readonly (readonly [name: string, value: string])[];

/** The scheme of nearly every endpoint, for specs that document none. */
const BEARER: Pick<AuthScheme, 'id' | 'header' | 'prefix' | 'headers'> = {
  id: 'bearer',
  header: 'authorization',
  prefix: 'Bearer ',
  headers: {},
};

/** The documented scheme that a step names; without a name, the first one, or Bearer. */
export function findScheme(schemes: readonly AuthScheme[], id: string | null): typeof BEARER {
  if (id === null) return schemes[0] ?? BEARER;
  const found = schemes.find((scheme) => scheme.id === id);
  if (found === undefined) throw new Error(`No auth scheme ${id}`);
  return found;
}

/**
 * The headers with a key. They are added after the request was recorded. A malformed header has the made-up key without
 * its prefix, or with a prefix when none is documented: an endpoint that ignores the form must reject the key as well.
 * Without a key of the user, there are no headers for it, in any form.
 */
export function credentialHeaders(auth: Auth, scheme: typeof BEARER, key: string | null): Headers {
  const value = credential(auth.kind, scheme, key);
  if (value === null) return [];
  return auth.kind === 'foreign'
    ? [[foreignScheme(scheme).header, value]]
    : [[scheme.header, value], ...Object.entries(scheme.headers)];
}

function credential(kind: Auth['kind'], scheme: typeof BEARER, key: string | null): string | null {
  const { prefix } = scheme;
  switch (kind) {
    case 'none':
      return null;
    case 'wrong':
      return `${prefix}${WRONG_KEY}`;
    case 'malformed':
      return prefix === '' ? `Bearer ${WRONG_KEY}` : WRONG_KEY;
    case 'valid':
      return key === null ? null : `${prefix}${key}`;
    case 'lower-case':
      return key === null ? null : `${prefix.toLowerCase()}${key}`;
    case 'foreign':
      return key === null ? null : `${foreignScheme(scheme).prefix}${key}`;
  }
}
