import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { makeRedactor } from '../../../src/core/redact/redactor.js';
import { parseHar, readHar } from '../../../src/io/har/read-har.js';
import { bodyText } from '../../unit/io/serve.js';
import { errorOf, valueOf } from '../../support/result.js';

interface Changes {
  readonly entry?: object;
  readonly request?: object;
  readonly response?: object;
  readonly content?: object;
}

/** One entry as a browser writes it. */
function har({ entry, request, response, content }: Changes = {}): string {
  const made = {
    startedDateTime: '2026-11-20T10:00:00.000Z',
    time: 120.5,
    request: {
      method: 'POST',
      url: 'https://api.example.com/v1/chat/completions',
      httpVersion: 'http/2.0',
      cookies: [],
      queryString: [],
      headers: [
        { name: ':method', value: 'POST' },
        { name: 'content-type', value: 'application/json' },
      ],
      headersSize: -1,
      bodySize: 2,
      postData: { mimeType: 'application/json', text: '{}' },
      ...request,
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'http/2.0',
      cookies: [],
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { size: 11, mimeType: 'application/json', text: '{"ok":true}', ...content },
      ...response,
    },
    cache: {},
    timings: { send: 0, wait: 1, receive: 1 },
    ...entry,
  };
  return JSON.stringify({
    log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries: [made] },
  });
}

function one(changes?: Changes): Exchange {
  const { exchanges, secrets } = valueOf(parseHar('a.har', har(changes)));
  const [exchange] = exchanges;
  if (exchange === undefined) throw new Error('no exchange');
  return makeRedactor(secrets).exchange(exchange);
}

describe('a HAR of a browser or a proxy', () => {
  it('is read for what it can show', () => {
    const exchange = one();
    expect(exchange).toMatchObject({
      id: 0,
      case: 'entry-1',
      end: 'unknown',
      timed: false,
      raw: false,
      ms: 120.5,
      request: { body: '{}', auth: { kind: 'unknown', scheme: null }, headers: [['content-type', 'application/json']] },
      response: { status: 200, encoded: null },
    });
    expect(bodyText(exchange)).toBe('{"ok":true}');
  });

  it('may hold base64, null texts and labelled codings, as mitmproxy writes them', () => {
    const exchange = one({
      response: { bodySize: 31, headers: [{ name: 'Content-Encoding', value: 'gzip' }] },
      content: { text: Buffer.from([1, 255]).toString('base64'), encoding: 'base64', size: 2 },
      request: { postData: null },
    });
    expect(exchange.response?.body.map(({ bytes }) => [...bytes])).toEqual([[1, 255]]);
    expect(exchange.response?.encoded).toEqual({ coding: 'gzip', bytes: 31 });
    expect(exchange.request.body).toBeNull();
  });

  it('does not take a body that was not captured for an empty one', () => {
    expect(one({ content: { text: undefined } })).toMatchObject({
      response: null,
      end: 'unknown',
      endCode: 'BODY_NOT_CAPTURED',
    });
    expect(one({ content: { text: undefined, size: 0 } }).response?.body).toEqual([]);
    const declaring = { headers: [{ name: 'Content-Length', value: '11' }] };
    expect(one({ response: declaring, content: { text: undefined, size: 0 } }).endCode).toBe('BODY_NOT_CAPTURED');
  });

  it('does not take a document whose beginning was captured for one that breaks off', () => {
    const cut = { end: 'too-large', endCode: 'BODY_CUT_IN_CAPTURE' };
    expect(one({ content: { text: '{"ok":t', size: 11 } })).toMatchObject(cut);
    expect(one({ content: { text: '{"ok":t', size: undefined } })).toMatchObject(cut);
    // All that came was captured, and it is no document.
    expect(one({ content: { text: '{"ok":t', size: 7 } })).toMatchObject({ end: 'unknown', endCode: null });
    // Some tools count a mark, or what came compressed.
    expect(one({ content: { size: 14 } })).toMatchObject({ end: 'unknown', endCode: null });
    expect(one({ content: { size: 40 } })).toMatchObject({ end: 'unknown', endCode: null });
  });

  it('takes a body for cut that is shorter than its headers or its recorder say', () => {
    const cut = { end: 'too-large', endCode: 'BODY_CUT_IN_CAPTURE' };
    const headers = [{ name: 'Content-Length', value: '600' }];
    expect(one({ response: { headers }, content: { text: '{"ok":t', size: 7 } })).toMatchObject(cut);
    expect(one({ response: { bodySize: 600 }, content: { text: '{"ok":t', size: 7 } })).toMatchObject(cut);
    expect(one({ content: { text: '{"ok":t', size: 7, comment: 'truncated' } })).toMatchObject(cut);
    expect(one({ content: { text: 'data: {"o', size: 90, mimeType: 'text/event-stream' } })).toMatchObject(cut);
    // The framing of chunks is part of some sizes, and a complete document has no more to come.
    expect(one({ response: { bodySize: 17 }, content: { text: '{"ok":t', size: 7 } }).endCode).toBeNull();
    expect(one({ response: { bodySize: 600 } }).endCode).toBeNull();
  });

  it('says the type of a body also where all headers were left out', () => {
    const shown = (mimeType: string, headers: readonly object[] = []) =>
      one({ response: { headers }, content: { mimeType } }).response?.headers;
    expect(shown('application/json')).toEqual([['content-type', 'application/json']]);
    expect(shown('x-unknown')).toEqual([]);
    // Browsers guess a type where none was sent.
    expect(shown('application/json', [{ name: 'date', value: 'today' }])).toEqual([['date', 'today']]);
  });

  it.each([
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_CONNECTION_RESET', 'reset'],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'closed'],
    ['net::ERR_ABORTED', 'hung-up'],
    ['net::ERR_SOMETHING', 'unknown'],
  ])('says %s of an exchange that failed', (_error, end) => {
    expect(one({ response: { status: 0, _error } })).toMatchObject({ response: null, end, endCode: _error });
  });

  it('gives times and bytes where it shows them', () => {
    const shown = one({
      entry: {
        _timing: [
          [5, 4],
          [9, 7],
        ],
        _end: 'end',
        comment: 'chat-basic',
      },
    });
    expect(shown).toMatchObject({ case: 'chat-basic', end: 'complete', timed: true, raw: true });
    expect(shown.response?.body.map(({ ms, bytes }) => [ms, bytes.length])).toEqual([
      [5, 4],
      [9, 7],
    ]);
    // Reads of a socket, heads and all, do not add up to the body.
    expect(one({ entry: { _timing: [[5, 491]], _end: 'close' } })).toMatchObject({
      end: 'unknown',
      endCode: 'close',
      timed: false,
    });
  });

  it('loses its credentials, and what repeats them', () => {
    const key = 'sk-live-0123456789abcdef';
    const exchange = one({
      entry: { comment: `with ${key}` },
      request: {
        url: `https://me:password1@api.example.com/v1/models?api_key=${key}&limit=2`,
        headers: [
          { name: 'Authorization', value: `Bearer ${key}` },
          { name: 'Cookie', value: 'theme=dark; sid=0a1b2c3d4e5f' },
          { name: 'x-goog-api-key', value: 'AIza-0123456789' },
          { name: 'Idempotency-Key', value: 'kept-for-all' },
        ],
        postData: { text: `{"user":"${Buffer.from(key).toString('base64')}"}` },
      },
      response: {
        headers: [
          { name: 'set-cookie', value: 'sid=9f8e7d6c5b4a; HttpOnly' },
          { name: 'x-key-echo', value: key },
        ],
      },
      content: { text: `{"no":"${key}","sid":"0a1b2c3d4e5f","new":"9f8e7d6c5b4a","word":"HttpOnly"}` },
    });
    const all = JSON.stringify([exchange, bodyText(exchange)]);
    expect(all).not.toMatch(/0123456789|0a1b2c3d|9f8e7d6c|password1|c2stbGl2ZS0wMTIz/);
    expect(exchange.request.url).toBe('https://api.example.com/v1/models?api_key=REDACTED&limit=2');
    expect(exchange.request.headers).toEqual([['Idempotency-Key', 'kept-for-all']]);
    expect(bodyText(exchange)).toContain('"word":"HttpOnly"');
    expect(bodyText(exchange)).toContain('[conformance:key');
  });
});

describe('readHar', () => {
  it('reads files, gzipped or not, and says what is wrong with others', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(dir, name), content);
      return join(dir, name);
    };
    const packed = gzipSync(har());
    expect(valueOf(await readHar(file('a.har', `\ufeff${har()}`)))).toHaveLength(1);
    expect(valueOf(await readHar(file('a.har.gz', packed)))).toHaveLength(1);
    expect(errorOf(await readHar(file('cut.har.gz', packed.subarray(0, 100))))).toMatchObject({
      reason: expect.stringContaining('gzip'),
    });
    expect(errorOf(await readHar(join(dir, 'none.har')))).toMatchObject({ reason: 'there is no such file or folder' });
    expect(errorOf(await readHar(dir))).toMatchObject({ reason: 'it is a folder, not a file' });
    expect(errorOf(await readHar(file('x.har', Buffer.from([0, 1, 2]))))).toMatchObject({ line: 1, column: 1 });
  });
});
