import { stat, readFile } from 'node:fs/promises';
import { gunzipSync, inflateSync } from 'node:zlib';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Har } from 'har-format';
import type { Exchange } from '../../core/model/exchange.js';
import type { InputError } from '../../core/model/input-error.js';
import { quote } from '../../core/wire/quote.js';
import { CREATOR } from './write-har.js';
import { HAR_SCHEMA, OWN_ENTRY_SCHEMA } from './har-schema.js';
import { findJsonError } from '../files/json-error-place.js';
import { makeOwnAjv } from '../files/own-ajv.js';
import { readForeignEntries } from './foreign-entries.js';
import { readOwnEntry } from './own-entries.js';
import { describeSystemError } from '../files/system-error.js';

/** What is read of one file at most. */
const LARGEST = 400 * 1024 * 1024;

/**
 * Reads a HAR 1.2 file, compressed or not, as exchanges: our own come back as they were, those of browsers and proxies with
 * `timed` and `raw` false for what they cannot show, and without the credentials that they hold.
 */
export async function readHar(file: string): Promise<readonly Exchange[] | InputError> {
  const fail = (reason: string, suggestion: string | null = null): InputError => ({
    file,
    line: null,
    column: null,
    reason,
    suggestion,
  });
  let bytes: Buffer;
  try {
    if ((await stat(file)).size > LARGEST) return fail('it is larger than 400 MiB', 'split it');
    bytes = await readFile(file);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes, { maxOutputLength: LARGEST });
    // The .zhar of mitmproxy.
    else if (bytes[0] === 0x78) bytes = inflateSync(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    const packed = error instanceof Error && 'code' in error && /^(Z_|ERR_BUFFER)/.test(String(error.code));
    return fail(packed ? `it is damaged or too large as gzip or zlib: ${error.message}` : describeSystemError(error));
  }
  return parseHar(file, bytes.toString());
}

/** Reads the text of a HAR; `file` is for what is said of it. */
export function parseHar(file: string, text: string): readonly Exchange[] | InputError {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text;
  let har: unknown;
  try {
    har = JSON.parse(json);
  } catch {
    const { line, column, early } = findJsonError(json);
    const reason = early ? 'it ends before its JSON does' : 'it is not JSON from here on';
    return { file, line, column, reason, suggestion: 'export it again' };
  }
  const { isHar, isOwn } = (validators ??= compile());
  const refuse = (error: ErrorObject | undefined, place: string): InputError => ({
    file,
    line: null,
    column: null,
    reason: `it is not HAR 1.2: ${describePlace(`${place}${error?.instancePath ?? ''}`)} ${error?.message ?? 'is wrong'}`,
    suggestion:
      place === '' && error?.instancePath === '' ? 'give a HAR file, as browsers and proxies export it' : null,
  });
  if (!isHar(har)) return refuse(isHar.errors?.[0], '');
  const { entries, creator, version } = har.log;
  // An empty version is 1.1 (HAR 1.2, section "log"), which differs by nothing that is read.
  if (version !== undefined && !/^(?:1\.\d+)?$/.test(version)) {
    const reason = `it is HAR ${quote(version, 20)}, not 1.2`;
    return { file, line: null, column: null, reason, suggestion: 'export it as HAR 1.2' };
  }
  if (creator?.name !== CREATOR) return readForeignEntries(entries);
  const exchanges: Exchange[] = [];
  for (const [n, entry] of entries.entries()) {
    if (!isOwn(entry)) return refuse(isOwn.errors?.[0], `/log/entries/${n}`);
    const exchange = readOwnEntry(entry);
    if (typeof exchange === 'string') {
      return { file, line: null, column: null, reason: `entry ${n + 1}: ${exchange}`, suggestion: null };
    }
    exchanges.push(exchange);
  }
  return exchanges;
}

let validators: ReturnType<typeof compile> | undefined;

/** Compiled when the first file is read: a run reads none. */
function compile(): { readonly isHar: ValidateFunction<Har>; readonly isOwn: ValidateFunction } {
  const ajv = makeOwnAjv();
  return { isHar: ajv.compile<Har>(HAR_SCHEMA), isOwn: ajv.compile(OWN_ENTRY_SCHEMA) };
}

/** `/log/entries/11/response/status` → `entry 12: /response/status`. */
function describePlace(pointer: string): string {
  const entry = /^\/log\/entries\/(\d+)(.*)$/.exec(pointer);
  if (entry === null) return pointer === '' ? 'it' : quote(pointer);
  return `entry ${Number(entry[1]) + 1}: ${entry[2] === '' ? 'it' : entry[2]}`;
}
