import { defined } from '../../core/model/defined.js';
import { isUtf8 } from 'node:buffer';
import type { Content, Entry, Har, Header, PostData, Request, Response } from 'har-format';
import type { Exchange, FollowUp, Variation } from '../../core/model/exchange.js';
import { headerValues } from '../../core/wire/header-values.js';
import type { LeftOut } from '../record/event-codec.js';

/** The fields that HAR lacks. HAR 1.2 reserves names that begin with an underscore for tools. */
export interface HarExtras {
  readonly _id: number;
  readonly _case: string;
  readonly _step: number;
  readonly _attempt: number;
  readonly _also?: Exchange['also'];
  readonly _joined?: true;
  readonly _followUp?: FollowUp;
  readonly _variation?: Variation;
  readonly _repetition?: number;
  readonly _auth: Exchange['request']['auth'];
  readonly _end: Exchange['end'];
  readonly _endCode: string | null;
  /** The reads of the body. */
  readonly _timing: readonly Timing[];
  readonly _encoded: { readonly coding: string; readonly bytes: number } | null;
  readonly _timed: boolean;
  readonly _readDelay?: number;
  readonly _simultaneous?: true;
  readonly _raw: boolean;
}

/**
 * A read: milliseconds since the request was sent, the number of its bytes and, in files of version 0.1.0, what was left
 * out after it.
 */
export type Timing = readonly [ms: number, bytes: number, leftOut?: LeftOut];

/** The creator of the files that this tool writes. */
export const CREATOR = 'conformance';

/** Exchanges as HAR 1.2, without loss: `parseHar` returns the same exchanges. */
export function toHar(exchanges: readonly Exchange[], version: string): Har {
  return { log: { version: '1.2', creator: { name: CREATOR, version }, entries: exchanges.map(toEntry) } };
}

function toEntry(exchange: Exchange): Entry & HarExtras {
  const pieces = exchange.response?.body ?? [];
  const wait = Math.min(pieces[0]?.ms ?? exchange.ms, exchange.ms);
  return {
    startedDateTime: exchange.startedAt,
    time: exchange.ms,
    request: toRequest(exchange),
    response: toResponse(exchange),
    cache: {},
    timings: { send: 0, wait, receive: exchange.ms - wait },
    comment: [
      `${exchange.case}, step ${exchange.step}, attempt ${exchange.attempt}`,
      ...(exchange.also ?? []).map((turn) => `${turn.case}, step ${turn.step}`),
    ].join('; '),
    _id: exchange.id,
    _case: exchange.case,
    _step: exchange.step,
    _attempt: exchange.attempt,
    ...defined({
      _also: exchange.also,
      _joined: exchange.joined,
      _followUp: exchange.followUp,
      _variation: exchange.variation,
      _repetition: exchange.repetition,
    }),
    _auth: exchange.request.auth,
    _end: exchange.end,
    _endCode: exchange.endCode,
    _timing: pieces.map(({ ms, bytes }): Timing => [ms, bytes.length]),
    _encoded: exchange.response?.encoded ?? null,
    _timed: exchange.timed,
    ...defined({ _readDelay: exchange.readDelay, _simultaneous: exchange.simultaneous }),
    _raw: exchange.raw,
  };
}

function toRequest({ request }: Exchange): Request {
  const { method, url, headers, body } = request;
  const postData: PostData | null =
    body === null ? null : { mimeType: headerValues(headers, 'content-type')[0] ?? '', text: body };
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toHeaders(headers),
    queryString: URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [],
    headersSize: -1,
    bodySize: body === null ? 0 : Buffer.byteLength(body),
    ...defined({ postData: postData ?? undefined }),
  };
}

/** A status of 0 means that there was no response, as in HAR files of browsers. */
function toResponse({ response }: Exchange): Response {
  const headers = response?.headers ?? [];
  const pieces = response?.body ?? [];
  const bytes = Buffer.concat(pieces.map((piece) => piece.bytes));
  return {
    status: response?.status ?? 0,
    statusText: response?.statusText ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: toHeaders(headers),
    content: toContent(bytes, headerValues(headers, 'content-type')[0] ?? ''),
    redirectURL: headerValues(headers, 'location')[0] ?? '',
    headersSize: -1,
    bodySize: response?.encoded?.bytes ?? bytes.length,
  };
}

function toContent(bytes: Buffer, mimeType: string): Content {
  const size = bytes.length;
  if (isUtf8(bytes)) return { size, mimeType, text: bytes.toString() };
  return { size, mimeType, text: bytes.toString('base64'), encoding: 'base64' };
}

const toHeaders = (headers: readonly (readonly [string, string])[]): Header[] =>
  headers.map(([name, value]) => ({ name, value }));

/** The number of characters that are written at once. */
const ENOUGH = 256 * 1024;

/** The text of a HAR in parts, so that the exchanges are not all in memory. */
export async function* harText(
  exchanges: AsyncIterable<Exchange>,
  version: string,
): AsyncGenerator<string, void, void> {
  const [head = '', tail = ''] = JSON.stringify(toHar([], version), null, 1).split('[]');
  let text = head;
  let any = false;
  for await (const exchange of exchanges) {
    for (const each of toHar([exchange], version).log.entries) {
      const entry = inEntries(each);
      text += any ? ',' : '[';
      any = true;
      if (text.length + entry.length < ENOUGH) {
        text += entry;
        continue;
      }
      yield text;
      // By itself: to join a long text copies it.
      yield entry;
      text = '';
    }
  }
  yield `${text}${any ? '\n  ]' : '[]'}${tail}`;
}

/** An entry as JSON with the indent of the document, whose entries are three levels deep. */
function inEntries(entry: Entry): string {
  return JSON.stringify([[[entry]]], null, 1).slice('[\n [\n  ['.length, -'\n  ]\n ]\n]'.length);
}
