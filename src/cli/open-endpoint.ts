import type { FileError } from '../core/model/file-error.js';
import { fileFails } from '../core/spec/source.js';
import { pick } from '../prepare.js';
import { readAll } from './read-all.js';

/** An endpoint as the flags name it. */
export interface NamedEndpoint {
  /** The flag that names it, `--base-url`. */
  readonly flag: string;
  readonly baseUrl: string | undefined;
  /** The spec whose reference provider is started in its place. */
  readonly reference: string | undefined;
  readonly keyEnv: string;
  readonly header: readonly string[] | undefined;
}

/** An endpoint that can be asked. */
export interface OpenEndpoint {
  readonly baseUrl: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The model that it is known to serve; null where it must say so itself. */
  readonly model: string | null;
  /** Ends the reference provider, where one was started. */
  close(): Promise<void>;
}

/** Reads an endpoint from its flags and the environment, and starts the reference provider where that is asked. */
export async function openEndpoint(
  named: NamedEndpoint,
): Promise<OpenEndpoint | { readonly errors: readonly FileError[] }> {
  const headers = parseHeaders(named.header ?? []);
  if (headers === null)
    return {
      errors: [fileFails(named.flag === '--base-url' ? '--header' : '--against-header', 'It takes name:value.')],
    };
  if (named.reference === undefined) {
    const key = process.env[named.keyEnv] ?? '';
    if (key === '') process.stderr.write(`No key: ${named.keyEnv} is not set, so requests go without one.\n`);
    return {
      baseUrl: named.baseUrl ?? '',
      key: key === '' ? null : key,
      headers,
      model: null,
      close: () => Promise.resolve(),
    };
  }
  const flag = named.flag === '--base-url' ? '--reference' : '--against-reference';
  const read = await readAll();
  if (read === null) return { errors: [] };
  const picked = pick(read.specs, [named.reference]);
  if ('errors' in picked) return { errors: picked.errors.map((error) => ({ ...error, file: flag })) };
  const [spec] = picked.specs;
  if (spec === undefined) return { errors: [] };
  const { REFERENCE_KEY, serveReference } = await import('../reference/serve.js');
  const served = await serveReference({ spec });
  return {
    baseUrl: served.baseUrl,
    key: REFERENCE_KEY,
    headers,
    model: spec.models.recommended,
    close: () => served.close(),
  };
}

function parseHeaders(lines: readonly string[]): Record<string, string> | null {
  const pairs = lines.map((line) => /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/u.exec(line));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(
    pairs.flatMap((pair) => (pair?.[1] === undefined ? [] : [[pair[1].toLowerCase(), pair[2] ?? '']])),
  );
}
