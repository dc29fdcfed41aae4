import type { Answer, Chunk, SseForms } from '../../model/answer.js';
import type { Exchange } from '../../model/exchange.js';
import type { Json, JsonObject } from '../../model/json.js';
import { choicesOfBody, choicesOfChunks } from './assemble-choices.js';
import { decodeUtf8 } from '../../wire/decode-utf8.js';
import { detectForm } from '../../wire/detect-form.js';
import { findInvalidUtf8 } from '../../wire/find-invalid-utf8.js';
import { headerValues } from '../../wire/header-values.js';
import { joinPieces } from '../../wire/join-pieces.js';
import { asObject } from '../../wire/narrow.js';
import { parseJson } from '../../wire/parse-json.js';
import { member } from '../../wire/pointer.js';
import { readChunks } from './read-chunks.js';
import { errorInBody, errorInStream } from './read-error.js';
import { readEvents } from '../../wire/read-events.js';
import { targetOf } from './operation.js';

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

/** What a JSON text can begin with. Anything else is not handed to the parser, however long. */
const JSON_START = /^[\s\ufeff]*[[{"\-\dtfn]/;

/**
 * Reads an exchange: bytes to events, chunks and choices. Lenient, never throws; linear in the bytes received.
 */
export function readAnswer(exchange: Exchange): Answer {
  const response = exchange.response;
  const headers = response?.headers ?? [];
  const pieces = response?.body ?? [];
  const bytes = joinPieces(pieces);
  const text = decodeUtf8(bytes);
  // Most bodies are sound, and the decoder is quicker than a search.
  const invalidUtf8At = text.includes('\ufffd') ? findInvalidUtf8(bytes) : null;
  const request = readRequest(exchange.request.body);
  const status = response?.status ?? 0;

  const body = JSON_START.test(text) ? parseJson(text.replace(/^\ufeff/, '')) : { error: 'not a JSON document' };
  const form = detectForm(text, 'value' in body);
  const read = form === 'stream' ? readEvents({ bytes, text, pieces, timed: exchange.timed }) : null;
  const events = read?.events ?? [];
  const chunks = readChunks(events);
  const choices = 'value' in body ? choicesOfBody(body.value) : choicesOfChunks(chunks);
  const error =
    'value' in body ? errorInBody(body.value, status) : errorInStream(events, chunks, read?.errorField ?? null);

  return {
    exchange,
    request,
    target: targetOf(exchange.request),
    askedStream: request?.['stream'] === true,
    status,
    header: (name) => headerValues(headers, name),
    mediaType: readMediaType(headerValues(headers, 'content-type')[0]),
    bytes,
    text,
    invalidUtf8At,
    form,
    body,
    events,
    chunks,
    forms: read?.forms ?? NO_FORMS,
    error,
    choices,
    usage: 'value' in body ? asObject(member(body.value, 'usage')) : lastUsage(chunks),
    succeeded: status >= 200 && status < 300 && choices.length > 0 && error === null,
  };
}

function readRequest(body: string | null): JsonObject | null {
  const parsed = parseJson(body ?? '');
  return 'value' in parsed ? asObject(parsed.value) : null;
}

function readMediaType(value: string | undefined): string | null {
  return value === undefined ? null : (value.split(/[;,]/, 1)[0] ?? '').trim().toLowerCase();
}

function lastUsage(chunks: readonly Chunk[]): JsonObject | null {
  const value: Json | undefined = chunks.findLast((chunk) => asObject(member(chunk.value, 'usage')) !== null)?.value;
  return asObject(member(value, 'usage'));
}
