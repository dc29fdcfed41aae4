// HAR 1.2 reserves names that begin with an underscore for tools.
/* oxlint-disable no-underscore-dangle */
import { shorten } from '../../core/wire/quote.js';
import type { Entry, Header } from 'har-format';
import type { Ending, Exchange, ReceivedResponse } from '../../core/model/exchange.js';
import type { Timing } from './write-har.js';
import { parseJson } from '../../core/wire/json.js';
import { cutPieces, isEnding, readHeaders } from './own-entries.js';
import { readRecordedBody, type RecordedBody } from './recorded-body.js';

/** The fields that proxies and browsers add to HAR. */
interface Remarks {
  readonly _end?: unknown;
  readonly _error?: unknown;
  readonly _timing?: readonly Timing[];
  readonly response: { readonly _error?: unknown };
}

/**
 * The entries of a browser or a proxy. Times and bytes are known only when the capture shows them: `_timing` adds up to the
 * body, `_end` names the end of the socket.
 */
export function readForeignEntries(entries: readonly Entry[]): readonly Exchange[] {
  return entries.map(readEntry);
}

function readEntry(entry: Entry, n: number): Exchange {
  // The schema validates `_timing`; the other fields are unknown.
  const remarks = entry as Entry & Remarks;
  const size = entry.response.content?.size ?? 0;
  const recorded = readRecordedBody(entry.response.content ?? {}, valueOf(entry.response.headers, 'content-encoding'));
  const body: RecordedBody = recorded ?? { bytes: new Uint8Array(), encoded: null, isCut: false };
  const { bytes } = body;
  const { end, endCode } = readEnd(remarks, entry.response.status) ?? endOfContent(entry, body);
  // Browsers drop the bodies of closed pages: the response is then unknown.
  const isMissing = typeof entry.response.content?.text !== 'string' && (size > 0 || declaredLength(entry) > 0);
  const lost = recorded === null || isMissing;
  const ms = Math.max(0, entry.time ?? 0);
  const pieces = remarks._timing === undefined ? null : cutPieces(bytes, remarks._timing);
  const response: ReceivedResponse = {
    status: entry.response.status,
    statusText: entry.response.statusText ?? '',
    headers: keepHeaders(headersOf(entry)),
    body: pieces ?? (bytes.length === 0 ? [] : [{ ms, bytes }]),
    encoded: body.encoded ?? readEncoded(entry),
  };
  return {
    id: n,
    case: entry.comment === undefined || entry.comment === '' ? `entry-${n + 1}` : entry.comment,
    step: 0,
    attempt: 0,
    startedAt: entry.startedDateTime,
    request: {
      method: entry.request.method,
      url: entry.request.url,
      headers: keepHeaders(entry.request.headers),
      body: typeof entry.request.postData?.text === 'string' ? entry.request.postData.text : null,
      auth: { kind: 'unknown', scheme: null },
    },
    response: lost || entry.response.status < 100 ? null : response,
    end: lost ? 'unknown' : end,
    endCode: lost ? 'BODY_NOT_CAPTURED' : endCode,
    ms,
    timed: pieces !== null && pieces.length > 0,
    raw: typeof remarks._end === 'string' && bytes.length === size,
  };
}

/** The errors of browsers. */
const BROWSER_ERRORS: readonly (readonly [RegExp, Ending])[] = [
  [/CONNECTION_REFUSED|NAME_NOT_RESOLVED|ADDRESS_|CERT_|SSL_|INTERNET_DISCONNECTED/, 'refused'],
  [/CONNECTION_TIMED_OUT/, 'timeout-connect'],
  [/TIMED_OUT/, 'timeout-total'],
  [/CONNECTION_RESET/, 'reset'],
  [/INCOMPLETE_CHUNKED|CONTENT_LENGTH_MISMATCH|EMPTY_RESPONSE|CONNECTION_CLOSED/, 'closed'],
  [/INVALID_|HTTP2?_PROTOCOL|RESPONSE_HEADERS|QUIC_PROTOCOL/, 'protocol'],
  [/ABORTED/, 'hung-up'],
];

interface Ended {
  readonly end: Ending;
  readonly endCode: string | null;
}

/** How an exchange ended; null when the capture does not say. */
function readEnd(remarks: Remarks, status: number): Ended | null {
  const { _end: said } = remarks;
  if (typeof said === 'string') {
    if (said === 'end') return { end: 'complete', endCode: null };
    return isEnding(said) ? { end: said, endCode: null } : { end: 'unknown', endCode: shorten(said, 80) };
  }
  const error = [remarks.response._error, remarks._error].find((one) => typeof one === 'string' && one !== '');
  if (typeof error === 'string') {
    const known = BROWSER_ERRORS.find(([pattern]) => pattern.test(error));
    return { end: known?.[1] ?? 'unknown', endCode: shorten(error, 80) };
  }
  return status < 100 ? { end: 'unknown', endCode: 'NO_RESPONSE_CAPTURED' } : null;
}

/** The bytes that a complete text may lack: a byte order mark. */
const MARK = 3;

/** The bytes of chunked framing, which some recorders count as part of a body: of a hundred bytes, and of a short body. */
const FRAMING = { share: 0.01, least: 64 };

/**
 * The end of a body without another sign: cut when the capture has fewer bytes than it declares, because tools shorten
 * long bodies. A complete document, or a stream with a complete last event, is not cut.
 */
function endOfContent(entry: Entry, { bytes, encoded, isCut }: RecordedBody): Ended {
  const known: Ended = { end: 'unknown', endCode: null };
  const cut: Ended = { end: 'too-large', endCode: 'BODY_CUT_IN_CAPTURE' };
  if (isCut) return cut;
  if (encoded !== null || bytes.length === 0) return known;
  const { mimeType, size: recordedSize, comment = '' } = entry.response.content ?? {};
  // Recorders leave it out although the format requires it.
  const size = Number.isFinite(recordedSize) ? recordedSize : 0;
  const text = Buffer.from(bytes).toString();
  const isStream = /event-stream/iu.test(mimeType ?? '');
  if (isStream ? /\n\r?\n\s*$/u.test(text) : parseJson(text).ok) return known;
  const hasUnknownSize = size <= 0 && !isStream;
  const isShort = bytes.length + MARK < Math.max(size, isStream ? 0 : leastDeclared(entry));
  return isShort || hasUnknownSize || /truncat/iu.test(comment) ? cut : known;
}

/** The least bytes of an uncompressed body by its header and by the count of the recorder. */
function leastDeclared(entry: Entry): number {
  if (readEncoded(entry) !== null) return 0;
  const { bodySize: recordedSize } = entry.response;
  const bodySize = Number.isFinite(recordedSize) ? recordedSize : -1;
  return Math.max(declaredLength(entry), bodySize - Math.max(FRAMING.least, bodySize * FRAMING.share));
}

function valueOf(headers: readonly Header[], wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
}

/** The length of the body by its header; 0 without one. */
function declaredLength({ response }: Entry): number {
  return Number(valueOf(response.headers, 'content-length')) || 0;
}

/** The headers of the response. A capture without any has at least the type of the body. */
function headersOf({ response }: Entry): readonly Header[] {
  const type = response.content?.mimeType ?? '';
  if (response.headers.length > 0 || !type.includes('/')) return response.headers;
  return [{ name: 'content-type', value: type }];
}

function readEncoded({ response }: Entry): ReceivedResponse['encoded'] {
  const coding = valueOf(response.headers, 'content-encoding');
  if (coding === '' || coding.toLowerCase() === 'identity') return null;
  return { coding: coding.toLowerCase(), bytes: Math.max(0, response.bodySize ?? 0) };
}

/** Headers without the pseudo-headers of HTTP/2 (`:status`). */
function keepHeaders(headers: readonly Header[]): readonly (readonly [string, string])[] {
  return readHeaders(headers).filter(([name]) => !name.startsWith(':'));
}
