import type { Exchange, Piece, ReceivedResponse } from '../model/exchange.js';
import { keyMarker } from '../model/key-marker.js';
import { joinPieces } from '../wire/pieces.js';
import { makeSecretFinder, type SecretFound } from './find-secrets.js';
import { formsOf } from './secret-forms.js';
import type { Range } from './view.js';

/**
 * Replaces secrets in what leaves the process. What replaces a secret has the length of its encoded form, so that declared
 * lengths, offsets and JSON remain valid: a marker (`core/model/key-marker.ts`), or ones for a number.
 */
export interface Redactor {
  /** Whether it knows no secret, and changes nothing. */
  readonly isEmpty: boolean;
  text(text: string): string;
  /**
   * Finds secrets across the ends of pieces too.
   * @param isCut whether something stopped reading at the end of the pieces
   */
  pieces(pieces: readonly Piece[], isCut?: boolean): readonly Piece[];
  /** A copy of JSON, or the value itself if it contains no secret. The end of a text that was shortened counts as cut. */
  value<T>(value: T): T;
  /** The exchange as it is recorded; the exchange itself if it contains no secret. */
  exchange(exchange: Exchange): Exchange;
  /** An exception whose message and stack contain no secret. Anything else is returned as a text. */
  error(error: unknown): Error;
  /** The secrets that a text contains, completely or in part. */
  secretsIn(text: string): readonly string[];
}

/** A redactor for these secrets. Those of fewer than six characters, and short words and numbers, are ignored. */
export function makeRedactor(secrets: readonly string[], { wholeOnly = [] }: RedactorOptions = {}): Redactor {
  const distinct = [...new Set(secrets)];
  const complete = new Set(wholeOnly);
  const forms = formsOf(distinct, (secret) => !complete.has(secret));
  if (forms.length === 0) return emptyRedactor;
  const finder = makeSecretFinder(forms);
  const exchanges = new WeakMap<Exchange, Exchange>();
  const responses = new WeakMap<ReceivedResponse, ReceivedResponse>();

  const shortest = Math.min(...forms.map(({ least }) => least));
  const redactText = (text: string, isCut: boolean): string => {
    // Most texts of a result are shorter than any secret.
    if (text.length < shortest && !isCut && IS_ASCII.test(text)) return text;
    const bytes = encoder.encode(text);
    const found = finder.find(bytes, isCut);
    return found.length === 0 ? text : decoder.decode(replace(bytes, found));
  };
  /** Texts without a secret: ids of claims, sentences and requests are in many events. */
  const clean = new Set<string>();
  /** Where a text was shortened is an ellipsis. */
  const redactShown = (text: string): string => {
    if (clean.has(text)) return text;
    const redacted = text
      .split('…')
      .map((part, n, all) => redactText(part, n < all.length - 1))
      .join('…');
    if (redacted === text && text.length <= LONGEST_KEPT && clean.size < MOST_KEPT) clean.add(text);
    return redacted;
  };
  const pieces: Redactor['pieces'] = (given, isCut = false) => {
    if (given.length === 0) return given;
    const bytes = joinPieces(given);
    const found = finder.find(bytes, isCut);
    if (found.length === 0) return given;
    const replaced = replace(bytes, found);
    let at = 0;
    return given.map((piece) => ({ ...piece, bytes: replaced.subarray(at, (at += piece.bytes.length)) }));
  };
  const redactExchange = (exchange: Exchange): Exchange => {
    const { response, ...rest } = exchange;
    const redacted = redactor.value(rest);
    if (response === null) return redacted === rest ? exchange : { ...redacted, response };
    // Cases that share a request have the same response.
    const received = responses.get(response) ?? redactResponse(response, exchange.end !== 'complete', redactor);
    responses.set(response, received);
    return redacted === rest && received === response ? exchange : { ...redacted, response: received };
  };
  const redactor: Redactor = {
    isEmpty: false,
    text: (text) => redactText(text, false),
    pieces,
    value: (value) => mapTexts(value, redactShown),
    exchange(exchange) {
      // It is recorded, and judged by each spec.
      const before = exchanges.get(exchange);
      if (before !== undefined) return before;
      const after = redactExchange(exchange);
      exchanges.set(exchange, after);
      return after;
    },
    error(error) {
      const redacted = new Error(redactor.text(error instanceof Error ? error.message : String(error)));
      if (!(error instanceof Error)) return redacted;
      redacted.name = error.name;
      redacted.stack = redactor.text(error.stack ?? error.message);
      return redacted;
    },
    secretsIn: (text) => [
      ...new Set(finder.find(encoder.encode(text), false).flatMap(({ secret }) => distinct[secret] ?? [])),
    ],
  };
  return redactor;
}

export interface RedactorOptions {
  /** Secrets whose parts are ordinary text. */
  readonly wholeOnly?: readonly string[];
}

/** A redactor without secrets. */
export const emptyRedactor: Redactor = {
  isEmpty: true,
  text: (text) => text,
  pieces: (pieces) => pieces,
  value: (value) => value,
  exchange: (exchange) => exchange,
  error: (error) => (error instanceof Error ? error : new Error(String(error))),
  secretsIn: () => [],
};

/** The longest text that is known to be clean, and the number of these texts. */
const [LONGEST_KEPT, MOST_KEPT] = [1000, 10_000];

/** Characters that are one byte in UTF-8. */
const IS_ASCII = /^[\u0000-\u007f]*$/;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function redactResponse(
  response: ReceivedResponse,
  isCut: boolean,
  { value, pieces }: Pick<Redactor, 'value' | 'pieces'>,
): ReceivedResponse {
  const { body, ...head } = response;
  const redactedHead = value(head);
  const redactedBody = pieces(body, isCut);
  return redactedHead === head && redactedBody === body ? response : { ...redactedHead, body: redactedBody };
}

/** A copy of the bytes in which each secret is replaced by a text of the same length. */
function replace(bytes: Uint8Array, found: readonly SecretFound[]): Uint8Array {
  const replaced = bytes.slice();
  const single = found.flatMap(({ ranges }) => (ranges.length === 1 ? ranges : []));
  for (const range of mergeRanges(single)) fill(replaced, bytes, [range]);
  for (const { ranges } of found) if (ranges.length > 1) fill(replaced, bytes, ranges);
  return replaced;
}

function fill(into: Uint8Array, bytes: Uint8Array, ranges: readonly Range[]): void {
  const length = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  const isNumber = ranges.every(([from, to]) => bytes.subarray(from, to).every((byte) => byte >= 0x30 && byte <= 0x39));
  const marker = encoder.encode(isNumber ? '1'.repeat(length) : keyMarker(length));
  let at = 0;
  for (const [from, to] of ranges) {
    into.set(marker.subarray(at, at + to - from), from);
    at += to - from;
  }
}

function mergeRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** A copy of a JSON value with other texts and names; the value itself if they are the same. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  return mapAny(value, change) as T;
}

function mapAny(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mapAny(item, change));
    return items.some((item, n) => item !== value[n]) ? items : value;
  }
  let isSame = true;
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const changed: [string, unknown] = [change(name), mapAny(member, change)];
    isSame &&= changed[0] === name && changed[1] === member;
    members.push(changed);
  }
  return isSame ? value : Object.fromEntries(members);
}
