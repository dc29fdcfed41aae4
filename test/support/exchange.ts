import type { Ending, Exchange, FollowUp, Piece } from '../../src/core/model/exchange.js';

/** What a test says of an exchange; the rest is a faithful default. Give at most one of `body`, `sse`, `pieces`. */
export interface ExchangeParts {
  readonly status?: number;
  readonly statusText?: string;
  /** An object, or pairs where a name repeats. Without a content-type one is added that fits; `null` leaves it out. */
  readonly headers?: Readonly<Record<string, string | null>> | readonly (readonly [string, string])[];
  /** A JSON value, or the raw text or bytes of the body. */
  readonly body?: unknown;
  /** Events: objects become `data: {json}`, strings are event blocks word for word. Joined by blank lines. */
  readonly sse?: readonly unknown[];
  /** The body's reads: text or bytes, and when they came (by default 10 ms apart from 10 ms). */
  readonly pieces?: readonly (string | Uint8Array | (Omit<Piece, 'bytes'> & { readonly bytes: string | Uint8Array }))[];
  readonly encoded?: { readonly coding: string; readonly bytes: number };
  readonly end?: Ending;
  readonly endCode?: string;
  /** When the exchange ended; one millisecond after the last piece by default. */
  readonly ms?: number;
  readonly timed?: boolean;
  /** 0 by default; null if it was not measured. */
  readonly readDelay?: number | null;
  readonly simultaneous?: true;
  readonly raw?: boolean;
  /** The request's JSON body, or its text. `stream` follows from `sse` and `pieces` where nothing is given. */
  readonly request?: unknown;
  readonly requestHeaders?: readonly (readonly [string, string])[];
  readonly method?: string;
  readonly url?: string;
  /** False for an exchange without a response. */
  readonly response?: boolean;
  readonly id?: number;
  readonly case?: string;
  readonly step?: number;
  readonly attempt?: number;
  readonly followUp?: FollowUp;
}

/** An exchange for a test: what is not said is as a faithful endpoint would have it. */
export function makeExchange(parts: ExchangeParts = {}): Exchange {
  const streamed = parts.sse !== undefined || parts.pieces !== undefined;
  const body = pieces(parts);
  const last = body.at(-1)?.ms ?? 10;
  return {
    id: parts.id ?? 0,
    case: parts.case ?? 'basic/minimal',
    step: parts.step ?? 0,
    attempt: parts.attempt ?? 0,
    startedAt: '2026-11-20T12:00:00.000Z',
    request: {
      method: parts.method ?? 'POST',
      url: parts.url ?? 'http://127.0.0.1:8080/v1/chat/completions',
      headers: parts.requestHeaders ?? [['content-type', 'application/json']],
      body: text(parts.request ?? { model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream: streamed }),
      auth: { kind: 'valid', scheme: 'bearer' },
    },
    response:
      parts.response === false
        ? null
        : {
            status: parts.status ?? 200,
            statusText: parts.statusText ?? 'OK',
            headers: headers(parts, streamed),
            body,
            encoded: parts.encoded ?? null,
          },
    end: parts.end ?? 'complete',
    endCode: parts.endCode ?? null,
    ms: parts.ms ?? last + 1,
    timed: parts.timed ?? true,
    ...(parts.readDelay === null ? {} : { readDelay: parts.readDelay ?? 0 }),
    ...(parts.simultaneous === undefined ? {} : { simultaneous: parts.simultaneous }),
    ...(parts.followUp === undefined ? {} : { followUp: parts.followUp }),
    raw: parts.raw ?? true,
  };
}

/** An event block of a stream, without the blank line that ends it. */
export function eventBlock(data: unknown): string {
  return typeof data === 'string' ? data : `data: ${JSON.stringify(data)}`;
}

/** The text of a stream: each event ended by a blank line. */
export function sseText(events: readonly unknown[]): string {
  return events.map((event) => `${eventBlock(event)}\n\n`).join('');
}

/** A faithful stream that says `texts` piece by piece, with its terminator. */
export function faithfulEvents(texts: readonly string[] = ['Hel', 'lo'], finish = 'stop'): readonly unknown[] {
  return [
    chunk({ role: 'assistant', content: '' }),
    ...texts.map((content) => chunk({ content })),
    chunk({}, finish),
    'data: [DONE]',
  ];
}

/** A faithful chunk with one choice. */
export function chunk(delta: unknown, finish: string | null = null, more: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_760_000_000,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
  };
}

/** A faithful unstreamed answer. */
export function completion(message: object = { role: 'assistant', content: 'Hello' }, more: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_760_000_000,
    model: 'm',
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage: { prompt_tokens: 9, completion_tokens: 2, total_tokens: 11 },
    ...more,
  };
}

function pieces(parts: ExchangeParts): readonly Piece[] {
  if (parts.pieces) {
    return parts.pieces.map((piece, n) =>
      typeof piece === 'string' || piece instanceof Uint8Array
        ? { ms: 10 * (n + 1), bytes: bytes(piece) }
        : { ...piece, bytes: bytes(piece.bytes) },
    );
  }
  if (parts.sse) return parts.sse.map((event, n) => ({ ms: 10 * (n + 1), bytes: bytes(sseText([event])) }));
  const body = parts.body === undefined ? completion() : parts.body;
  return body === '' ? [] : [{ ms: 10, bytes: body instanceof Uint8Array ? body : bytes(text(body)) }];
}

function headers(parts: ExchangeParts, streamed: boolean): readonly (readonly [string, string])[] {
  if (isPairs(parts.headers)) return parts.headers;
  const type = streamed ? 'text/event-stream' : 'application/json';
  return Object.entries({ 'content-type': type, ...parts.headers }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  );
}

function isPairs(given: ExchangeParts['headers']): given is readonly (readonly [string, string])[] {
  return Array.isArray(given);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bytes(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value;
}
