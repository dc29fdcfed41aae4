import type { Auth } from '../../core/model/case.js';
import { WRONG_KEY } from '../../core/model/key-marker.js';
import { foreignScheme } from '../../core/model/spec.js';
import type { UsedScheme } from '../../core/plan/sent-request.js';

type Headers = readonly (readonly [name: string, value: string])[];

/**
 * The headers with a key. They are added after the request was recorded. A malformed header has the made-up key without
 * its prefix, or with a prefix when none is documented: an endpoint that ignores the form must reject the key as well.
 * Without a key of the user, there are no headers for it, in any form.
 */
export function credentialHeaders(auth: Auth, scheme: UsedScheme, key: string | null): Headers {
  const value = credential(auth.kind, scheme, key);
  if (value === null) return [];
  return auth.kind === 'foreign'
    ? [[foreignScheme(scheme).header, value]]
    : [[scheme.header, value], ...Object.entries(scheme.headers)];
}

function credential(kind: Auth['kind'], scheme: UsedScheme, key: string | null): string | null {
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
