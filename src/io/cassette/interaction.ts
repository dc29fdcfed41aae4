import { defined } from '../../core/model/defined.js';
import type { Entry, Header } from 'har-format';
import { fail, ok, type Result } from '../../core/model/result.js';

/** A request and its response, as a cassette records them. */
export interface Interaction {
  /** ISO 8601; null when unknown. */
  readonly startedAt: string | null;
  /** Milliseconds from the request to the end of the response; 0 when unknown. */
  readonly ms: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly Header[];
    readonly body: string | Uint8Array | null;
  };
  readonly response: {
    readonly status: number;
    readonly statusText: string;
    readonly headers: readonly Header[];
    readonly body: string | Uint8Array;
  };
}

/** A map of a parsed file, or nothing. */
export type Fields = Readonly<Record<string, unknown>>;

export function asFields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
    ? (value as Fields)
    : null;
}

/** An own member of a map; undefined for anything else. */
export function field(value: unknown, name: string): unknown {
  const fields = asFields(value);
  return fields !== null && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** A text of a cassette. Numbers and words that YAML reads as other types are texts in headers. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '';
}

/** A body: text, bytes, or the JSON that a recorder has parsed. */
export function bodyOf(value: unknown): string | Uint8Array {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : textOf(value);
}

/** The header lines of a map from names to a value or to a list of values. */
export function headersOf(value: unknown): readonly Header[] {
  return Object.entries(asFields(value) ?? {}).flatMap(([name, given]) => {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    return values.map((each) => ({ name, value: textOf(each) }));
  });
}

/** The value of a header; null without one. */
export function headerOf(headers: readonly Header[], wanted: string): string | null {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? null;
}

/** A date of any form in ISO 8601; null when it is none. */
export function dateOf(value: unknown): string | null {
  const date = new Date(value instanceof Date ? value : textOf(value));
  return Number.isNaN(date.getTime()) || textOf(value) === '' ? null : date.toISOString();
}

/** The status of a response, or why it has none. */
export function statusOf(value: unknown): Result<number, string> {
  const status = Number(textOf(value));
  return Number.isInteger(status) && status >= 100 && status <= 999 ? ok(status) : fail('the response has no status');
}

/** The interaction as an entry of HAR. Bodies are in base64, so that no byte is lost. */
export function entryOf({ startedAt, ms, request, response }: Interaction): Entry {
  const { body } = request;
  const text = body instanceof Uint8Array ? Buffer.from(body).toString() : body;
  const type = headerOf(response.headers, 'content-type') ?? '';
  const bytes = Buffer.from(response.body);
  return {
    startedDateTime: startedAt ?? headerDate(response.headers) ?? UNKNOWN_TIME,
    time: ms,
    request: {
      method: request.method.toUpperCase(),
      url: request.url,
      httpVersion: '',
      cookies: [],
      headers: [...request.headers],
      queryString: [],
      headersSize: -1,
      bodySize: -1,
      ...defined({ postData: text === null || text === '' ? undefined : { mimeType: '', text } }),
    },
    response: {
      status: response.status,
      statusText: response.statusText,
      httpVersion: '',
      cookies: [],
      headers: [...response.headers],
      content: { size: bytes.length, mimeType: type, text: bytes.toString('base64'), encoding: 'base64' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: ms, receive: 0 },
  };
}

/** Represents a time that the recording does not contain. */
const UNKNOWN_TIME = '1970-01-01T00:00:00.000Z';

function headerDate(headers: readonly Header[]): string | null {
  return dateOf(headerOf(headers, 'date') ?? '');
}

/** What the two formats of VCR, of Python and of Ruby, write in their own way. */
export interface VcrParts {
  readonly startedAt: string | null;
  /** The value that should be the status. */
  readonly status: unknown;
  /** The body of a request or of a response. */
  readonly bodyIn: (message: unknown) => string | Uint8Array;
}

/** An interaction with `request: {method, uri, headers}` and `response: {status: {message}, headers}`. */
export function vcrInteraction(value: unknown, { startedAt, status, bodyIn }: VcrParts): Result<Interaction, string> {
  const request = field(value, 'request');
  const response = field(value, 'response');
  const code = statusOf(status);
  if (!code.ok) return code;
  const url = textOf(field(request, 'uri'));
  if (url === '') return fail('the request has no uri');
  return ok({
    startedAt,
    ms: 0,
    request: {
      method: textOf(field(request, 'method')),
      url,
      headers: headersOf(field(request, 'headers')),
      body: bodyIn(request),
    },
    response: {
      status: code.value,
      statusText: textOf(field(field(response, 'status'), 'message')),
      headers: headersOf(field(response, 'headers')),
      body: bodyIn(response),
    },
  });
}
