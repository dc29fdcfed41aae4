import type { InputError } from '../../core/model/input-error.js';
import { fileError } from '../../core/spec/source.js';
import { pickSpecs } from '../../core/spec/pick-specs.js';
import { readAll } from '../shared/read-all.js';
import { readHeaders } from './read-headers.js';

/** An endpoint as given by flags. */
export interface NamedEndpoint {
  /** The flag that names it, `--base-url`. */
  readonly flag: string;
  readonly baseUrl: string | undefined;
  /** The spec whose reference provider is started in its place. */
  readonly reference: string | undefined;
  readonly keyEnv: string;
  readonly header: readonly string[] | undefined;
}

/** An endpoint that is ready for requests. */
export interface OpenEndpoint {
  readonly baseUrl: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The model that it is known to serve; null if unknown. */
  readonly model: string | null;
  /** Stops the reference provider, if one was started. */
  close(): Promise<void>;
}

/** Reads an endpoint from its flags and the environment. Starts the reference provider if a flag names one. */
export async function openEndpoint(
  named: NamedEndpoint,
): Promise<OpenEndpoint | { readonly errors: readonly InputError[] }> {
  const isTarget = named.flag === '--base-url';
  const read = readHeaders(isTarget ? '--header' : '--against-header', named.header ?? [], process.env);
  if ('reason' in read) return { errors: [read] };
  const { headers } = read;
  if (!VARIABLE_NAME.test(named.keyEnv)) {
    const reason = 'Expected the name of an environment variable, not the key itself.';
    return {
      errors: [
        fileError(
          isTarget ? '--key-env' : '--against-key-env',
          reason,
          'Set the variable to the key and name it here.',
        ),
      ],
    };
  }
  if (named.reference === undefined) {
    const key = process.env[named.keyEnv] ?? '';
    if (key === '')
      process.stderr.write(`No key: ${shownName(named.keyEnv)} is not set; requests are sent without a key.\n`);
    return {
      baseUrl: named.baseUrl ?? '',
      key: key === '' ? null : key,
      headers,
      model: null,
      close: () => Promise.resolve(),
    };
  }
  const flag = isTarget ? '--reference' : '--against-reference';
  const all = await readAll();
  if (all === null) return { errors: [] };
  const picked = pickSpecs(all.specs, [named.reference]);
  if (!picked.ok) return { errors: picked.errors.map((error) => ({ ...error, file: flag })) };
  const [spec] = picked.value;
  if (spec === undefined) return { errors: [] };
  const { REFERENCE_KEY, serveReference } = await import('../../reference/serve.js');
  const served = await serveReference({ spec });
  return {
    baseUrl: served.baseUrl,
    key: REFERENCE_KEY,
    headers,
    model: spec.models.recommended,
    close: () => served.close(),
  };
}

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/** A conventional variable name. Any other text may be the key itself and is not printed. */
function shownName(name: string): string {
  return /^[A-Z_][A-Z0-9_]*$/u.test(name) ? name : 'the variable that --key-env names';
}
