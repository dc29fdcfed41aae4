import { gunzipSync, inflateSync } from 'node:zlib';
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Entry, Har } from 'har-format';
import type { Exchange } from '../../core/model/exchange.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { quote } from '../../core/wire/quote.js';
import { findJsonError } from '../files/json-error-position.js';
import { LARGEST_CAPTURE, readBytes } from '../files/read-file.js';
import { schemaValidator } from '../files/schema-validator.js';
import { describeSystemError } from '../files/system-error.js';
import { makeRedactor } from '../../core/redact/redactor.js';
import { isPlaceholder } from '../../core/redact/placeholder.js';
import { secretParts } from '../../core/redact/secret-parts.js';
import { scrubExchange } from './capture-secrets.js';
import { readForeignEntries } from './foreign-entries.js';
import { readOwnEntry } from './own-entries.js';
import { CREATOR } from './write-har.js';

/**
 * Reads a HAR 1.2 file, compressed or not, as exchanges. Our own come back as they were. Those of browsers and proxies
 * have `timed` and `raw` false when the file cannot show them. The credentials that the file contains are redacted.
 */
export async function readHar(file: string): Promise<Result<readonly Exchange[]>> {
  const text = await readPackedText(file);
  const read = text.ok ? parseHar(file, text.value) : text;
  if (!read.ok) return read;
  const redactor = makeRedactor(read.value.secrets);
  return ok(read.value.exchanges.map((each) => redactor.exchange(each)));
}

/** The exchanges of a file, with requests without credentials, and the credentials, which responses may repeat. */
export interface HarRead {
  readonly exchanges: readonly Exchange[];
  readonly secrets: readonly string[];
}

/** Reads the text of a file of captured traffic, compressed or not. */
export async function readPackedText(file: string): Promise<Result<string>> {
  const read = await readBytes(file, LARGEST_CAPTURE);
  if (!read.ok) return fail([fileError(file, read.errors, /larger/.test(read.errors) ? 'split it' : null)]);
  try {
    const text = unpack(read.value).toString();
    return ok(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (error) {
    // zlib, and V8 for a text that is longer than a string can be.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = `it is damaged or too large as gzip or zlib: ${describeSystemError(error)}`;
    if (/^(Z_|ERR_BUFFER|ERR_STRING)/.test(code)) return fail([fileError(file, reason)]);
    throw error;
  }
}

/** The bytes without gzip, or without zlib, which mitmproxy writes (`.zhar`). */
function unpack(bytes: Buffer): Buffer {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes, { maxOutputLength: LARGEST_CAPTURE });
  if (bytes[0] === 0x78) return inflateSync(bytes, { maxOutputLength: LARGEST_CAPTURE });
  return bytes;
}

/** Reads the text of a HAR; `file` is its name in errors. */
export function parseHar(file: string, text: string): Result<HarRead> {
  const json = parseJsonFile(file, text);
  return json.ok ? harExchanges(file, json.value) : json;
}

/** Parses the text of a JSON file, or reports the place that is no JSON. */
export function parseJsonFile(file: string, text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return refuseJson(file, text);
  }
}

/** The exchanges of a parsed HAR. */
export function harExchanges(file: string, har: unknown): Result<HarRead> {
  const isHar = schemaValidator<Har>('har.schema.json');
  if (!isHar(har)) {
    const [error] = isHar.errors ?? [];
    const hint = error?.instancePath === '' ? 'give a HAR file, as browsers and proxies export it' : null;
    return fail([fileError(file, `it is not HAR 1.2: ${describeError(error, '')}`, hint)]);
  }
  const { entries, creator, version } = har.log;
  // An empty version is 1.1 (HAR 1.2, section "log"), which differs in nothing that is read.
  if (version !== undefined && !/^(?:1\.\d+)?$/.test(version))
    return fail([fileError(file, `it is HAR ${quote(version, 20)}, not 1.2`, 'export it as HAR 1.2')]);
  if (creator?.name !== CREATOR) return ok(readForeign(entries));
  const read = readOwnEntries(file, entries);
  return read.ok ? ok(scrub(read.value, entries, true)) : read;
}

/** The exchanges of the entries of another tool. */
export function readForeign(entries: readonly Entry[]): HarRead {
  return scrub(readForeignEntries(entries), entries, false);
}

function scrub(exchanges: readonly Exchange[], entries: readonly Entry[], isOurs: boolean): HarRead {
  const scrubbed = exchanges.map((exchange) => scrubExchange(exchange, isOurs));
  return {
    exchanges: scrubbed.map(({ exchange }) => exchange),
    secrets: [...new Set([...scrubbed.flatMap(({ secrets }) => secrets), ...entries.flatMap(cookiesOf)])],
  };
}

/** The values of cookies: HAR lists them apart from the headers. */
function cookiesOf({ request, response }: Entry): readonly string[] {
  return [...(request.cookies ?? []), ...(response.cookies ?? [])].flatMap(({ value }) =>
    typeof value === 'string' ? secretParts(value).filter((part) => !isPlaceholder(part)) : [],
  );
}

function refuseJson(file: string, text: string): Result<never> {
  const found = findJsonError(text);
  if (found === null) return fail([fileError(file, 'it is not JSON', 'export it again')]);
  const { line, column, atEnd } = found;
  const reason = atEnd ? 'it ends before its JSON does' : 'it is not JSON from here on';
  return fail([{ file, line, column, reason, suggestion: 'export it again' }]);
}

function readOwnEntries(file: string, entries: readonly Entry[]): Result<readonly Exchange[]> {
  const isOwn = schemaValidator('har.schema.json#/$defs/ownEntry');
  const exchanges: Exchange[] = [];
  for (const [n, entry] of entries.entries()) {
    if (!isOwn(entry))
      return fail([fileError(file, `it is not HAR 1.2: ${describeError(isOwn.errors?.[0], `/log/entries/${n}`)}`)]);
    const exchange = readOwnEntry(entry);
    if (!exchange.ok) return fail([fileError(file, `entry ${n + 1}: ${exchange.errors}`)]);
    exchanges.push(exchange.value);
  }
  return ok(exchanges);
}

/** `/log/entries/11/response/status` → `entry 12: /response/status must be integer`. */
function describeError(error: ErrorObject | undefined, place: string): string {
  const pointer = `${place}${error?.instancePath ?? ''}`;
  const entry = /^\/log\/entries\/(\d+)(.*)$/.exec(pointer);
  const where =
    entry === null
      ? pointer === ''
        ? 'it'
        : quote(pointer)
      : `entry ${Number(entry[1]) + 1}: ${entry[2] === '' ? 'it' : entry[2]}`;
  return `${where} ${error?.message ?? 'is wrong'}`;
}
