import type { Exchange } from '../model/exchange.js';
import type { SseForms, WireResponse } from '../model/response.js';
import { decodeUtf8, findInvalidUtf8 } from './utf8.js';
import { detectForm } from './detect-form.js';
import { headerValues } from './header-values.js';
import { joinPieces } from './pieces.js';
import { fail } from '../model/result.js';
import { parseJson } from './json.js';
import { readEvents } from './read-events.js';

const NO_FORMS: SseForms = {
  bom: 0,
  crlf: 0,
  comments: 0,
  noSpace: 0,
  multiLine: 0,
  idFields: 0,
  retryFields: 0,
  foreignFields: [],
};

/** The first character of a JSON text. Anything else is not handed to the parser, however long it is. */
const JSON_START = /^[\s\ufeff]*[[{"\-\dtfn]/;

/** Reads what an exchange received: bytes to text, JSON and events. Lenient, never throws; linear in the bytes received. */
export function readResponse({ response, timed }: Pick<Exchange, 'response' | 'timed'>): WireResponse {
  const headers = response?.headers ?? [];
  const pieces = response?.body ?? [];
  const bytes = joinPieces(pieces);
  const text = decodeUtf8(bytes);
  const body = JSON_START.test(text) ? parseJson(text.replace(/^\ufeff/, '')) : fail('not a JSON document');
  const form = detectForm(text, body.ok);
  const stream = form === 'stream' ? readEvents({ bytes, text, pieces, timed }) : null;
  return {
    status: response?.status ?? 0,
    header: (name) => headerValues(headers, name),
    mediaType: readMediaType(headerValues(headers, 'content-type')[0]),
    bytes,
    text,
    // Most bodies are sound, and the decoder is faster than a search.
    invalidUtf8At: text.includes('\ufffd') ? findInvalidUtf8(bytes) : null,
    form,
    body,
    events: stream?.events ?? [],
    forms: stream?.forms ?? NO_FORMS,
    errorField: stream?.errorField ?? null,
  };
}

function readMediaType(value: string | undefined): string | null {
  return value === undefined ? null : (value.split(/[;,]/, 1)[0] ?? '').trim().toLowerCase();
}
