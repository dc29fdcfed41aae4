import { defined } from '../model/defined.js';
import type { Auth, Step } from '../model/case.js';
import type { SentRequest } from '../model/exchange.js';
import type { AuthScheme } from '../model/spec.js';
import { bodyText, headerName, variedHeaders } from './vary-request.js';

/** The scheme of nearly every endpoint, for specs that document none. */
const BEARER: UsedScheme = { id: 'bearer', header: 'authorization', prefix: 'Bearer ', headers: {} };

/** What the transport needs of a scheme. */
export type UsedScheme = Pick<AuthScheme, 'id' | 'header' | 'prefix' | 'headers'>;

/** The name of this tool in requests, unless the transport gets a user agent. */
export const DEFAULT_AGENT = 'conformance';

/** The documented scheme that a step names; without a name, the first one, or Bearer. */
export function findScheme(schemes: readonly AuthScheme[], id: string | null): UsedScheme {
  if (id === null) return schemes[0] ?? BEARER;
  const found = schemes.find((scheme) => scheme.id === id);
  if (found === undefined) throw new Error(`No auth scheme ${id}`);
  return found;
}

/** The body of a step as it is sent; null for none. */
export function sentBody({ rawBody, body, variation }: Step): string | null {
  return rawBody ?? (body === undefined ? null : bodyText(body, variation));
}

/**
 * The headers of a request as it is recorded: those of every request, and those of its step. The record has neither the
 * credentials nor the headers of the user.
 */
export function recordedHeaders(step: Step, userAgent: string): SentRequest['headers'] {
  const usual = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': userAgent };
  const hasBody = step.rawBody !== undefined || step.body !== undefined;
  const ofBody = hasBody ? { 'content-type': 'application/json' } : {};
  return Object.entries({ ...usual, ...ofBody, ...variedHeaders(step), ...step.headers }).map(
    ([name, value]) => [headerName(name, step.variation), value] as const,
  );
}

/** The credentials of a request as they are recorded, without headers of the user. The form of Bearer is not recorded. */
export function recordedAuth({ kind }: Auth, scheme: UsedScheme): SentRequest['auth'] {
  const { header, prefix, headers } = scheme;
  const isBearer = header === BEARER.header && prefix === BEARER.prefix;
  return {
    kind,
    scheme: kind === 'none' || kind === 'foreign' ? null : scheme.id,
    ...defined({ form: isBearer ? undefined : { header, prefix, headers } }),
  };
}
