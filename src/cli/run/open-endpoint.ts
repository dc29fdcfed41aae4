import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { openSpecs } from '../../io/files/open-specs.js';
import { proxySecrets } from '../../io/http/proxy-secrets.js';
import { hideSecrets } from '../shared/guard-streams.js';
import { readHeaders } from './read-headers.js';

/** An endpoint as given by flags. */
export interface NamedEndpoint {
  /** The flag that names it, `--base-url`. */
  readonly flag: string;
  readonly baseUrl: string | undefined;
  /** The spec whose reference provider is started in its place. */
  readonly reference: string | undefined;
  /** The variable that holds the key. Undefined means the default one, which may be unset; a named one must be set. */
  readonly keyEnv: string | undefined;
  readonly header: readonly string[] | undefined;
  /** Whether requests are sent; a plan needs no key. */
  readonly needsKey: boolean;
}

/** An endpoint that is ready for requests. */
export interface OpenEndpoint {
  readonly baseUrl: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The values of the variables in the headers. */
  readonly secrets: readonly string[];
  /** The model that it is known to serve; null if unknown. */
  readonly model: string | null;
  /** Whether no proxy is used: a reference provider is always on loopback. */
  readonly direct: boolean;
  /** Stops the reference provider, if one was started. */
  close(): Promise<void>;
}

/** Reads an endpoint from its flags and the environment. Starts the reference provider if a flag names one. */
export async function openEndpoint(named: NamedEndpoint): Promise<Result<OpenEndpoint>> {
  const isTarget = named.flag === '--base-url';
  const read = readHeaders(isTarget ? '--header' : '--against-header', named.header ?? [], process.env);
  if (!read.ok) return read;
  const { headers, secrets } = read.value;
  const { keyEnv = DEFAULT_KEY_ENV } = named;
  const keyFlag = isTarget ? '--key-env' : '--against-key-env';
  if (!VARIABLE_NAME.test(keyEnv)) {
    const reason = 'Expected the name of an environment variable, not the key itself.';
    return fail([fileError(keyFlag, reason, 'Set the variable to the key and name it here.')]);
  }
  const key = process.env[keyEnv] ?? '';
  if (named.reference === undefined) {
    hideSecrets([key, ...secrets, ...proxySecrets(process.env)]);
    if (key === '' && named.keyEnv !== undefined && named.needsKey) {
      const suggestion = 'Set it to the key, or name another variable.';
      return fail([fileError(keyFlag, `${shownName(keyEnv)} is not set.`, suggestion)]);
    }
    if (key === '' && named.needsKey)
      process.stderr.write(`No key: ${shownName(keyEnv)} is not set; requests are sent without a key.\n`);
    return ok({
      baseUrl: named.baseUrl ?? '',
      key: key === '' ? null : key,
      headers,
      secrets,
      model: null,
      direct: false,
      close: () => Promise.resolve(),
    });
  }
  const flag = isTarget ? '--reference' : '--against-reference';
  const picked = await openSpecs([named.reference]);
  if (!picked.ok) return fail(picked.errors.map((error) => ({ ...error, file: flag })));
  const [spec] = picked.value;
  if (spec === undefined) return fail([]);
  const { REFERENCE_KEY, serveReference } = await import('../../reference/serve.js');
  const served = await serveReference({ spec });
  return ok({
    baseUrl: served.baseUrl,
    key: REFERENCE_KEY,
    headers,
    secrets,
    model: spec.models.recommended,
    direct: true,
    close: () => served.close(),
  });
}

/** The variable that holds the key if no other is named. */
export const DEFAULT_KEY_ENV = 'CONFORMANCE_API_KEY';

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/** A conventional variable name. Any other text may be the key itself and is not printed. */
function shownName(name: string): string {
  return /^[A-Z_][A-Z0-9_]*$/u.test(name) ? name : 'the variable that --key-env names';
}
