import type { Case, Omission } from '../../core/model/case.js';
import type { Exchange } from '../../core/model/exchange.js';
import { ok, type InputError, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { readEvents } from '../record/read-events.js';
import { isCassette, readCassette } from '../cassette/read-cassette.js';
import { readYaml } from '../cassette/read-yaml.js';
import { scrubExchange } from './capture-secrets.js';
import { type HarRead, harExchanges, parseJsonFile, readForeign, readPackedText } from './read-har.js';

/** The captured traffic of a file. */
export interface CaptureRead {
  readonly exchanges: readonly Exchange[];
  /** The credentials of the requests, which are not in the exchanges, except where a response repeats them. */
  readonly secrets: readonly string[];
  /** The cases of the run that wrote the file; null when the file names none. */
  readonly planned: readonly Case[] | null;
  /** The cases that the specs of that run never documented. */
  readonly omitted: readonly Omission[];
  /** The number of an incomplete last line, which a crash leaves and which is ignored; null when there is none. */
  readonly torn: number | null;
}

/**
 * Reads captured traffic: the `results.ndjson` of a run, a HAR 1.2 from any tool, or a cassette of VCR.py, VCR for Ruby or
 * go-vcr. HAR files and cassettes may be compressed.
 */
export async function readCapture(file: string): Promise<Result<CaptureRead>> {
  if (!file.toLowerCase().endsWith('.ndjson')) {
    const text = await readPackedText(file);
    const read = text.ok ? parseRecording(file, text.value) : text;
    return read.ok ? ok({ ...read.value, planned: null, omitted: [], torn: null }) : read;
  }
  const read = await readEvents(file, { pipes: true });
  if (!read.ok) return read;
  const { events, torn } = read.value;
  // Exchanges with the upstream are not traffic of the target.
  const scrubbed = events.flatMap((event) =>
    event.type === 'exchange' && event.against !== true ? [scrubExchange(event.exchange, true)] : [],
  );
  return ok({
    exchanges: scrubbed.map(({ exchange }) => exchange),
    secrets: [...new Set(scrubbed.flatMap(({ secrets }) => secrets))],
    planned: events.flatMap((event) => (event.type === 'plan' ? event.cases : [])),
    omitted: events.flatMap((event) => (event.type === 'plan' ? event.omitted : [])),
    torn,
  });
}

/** How cassettes in YAML begin. JSON is YAML too, but its own parser is faster and gives better errors. */
const YAML_START = /^(?:\s*#[^\n]*\n)*\s*(?:---|%YAML|(?:http_)?interactions:|version:|recorded_with:)/u;

/** Reads the text of a HAR or of a cassette; `file` is its name in errors. */
export function parseRecording(file: string, text: string): Result<HarRead> {
  const isNamedYaml = /\.ya?ml(?:\.gz)?$/iu.test(file) && !/^\s*[{[]/u.test(text);
  const isYaml = isNamedYaml || YAML_START.test(text);
  if (!isYaml) {
    const json = parseJsonFile(file, text);
    if (!json.ok) return json;
    if (!isCassette(json.value)) return harExchanges(file, json.value);
    const fail = (_: unknown, reason: string, suggestion: string): InputError => fileError(file, reason, suggestion);
    const entries = readCassette(file, { value: json.value, fail });
    return entries.ok ? ok(readForeign(entries.value)) : entries;
  }
  const yaml = readYaml(file, text);
  const entries = yaml.ok ? readCassette(file, yaml.value) : yaml;
  return entries.ok ? ok(readForeign(entries.value)) : entries;
}
