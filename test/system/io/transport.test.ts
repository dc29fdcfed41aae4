import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeRedactor } from '../../../src/core/redact/redactor.js';
import { echoedKey, WRONG_KEY } from '../../../src/core/model/key-marker.js';
import type { AuthScheme } from '../../../src/core/model/spec.js';
import { makeTransport } from '../../../src/io/http/transport.js';
import { makeStep } from '../../support/case.js';
import { bodyText, FIRST, KEY, openTransport, serveHttp, serveRaw } from '../../unit/io/serve.js';
import { errorOf } from '../../support/result.js';

const text = { 'content-type': 'text/plain' };

async function sleepAfterTurns(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await setImmediate();
  await sleep(60);
}

describe('what is sent', () => {
  const schemes: readonly AuthScheme[] = [
    { id: 'bearer', header: 'authorization', prefix: 'Bearer ', headers: {}, claim: 'c.1' },
    { id: 'x-api-key', header: 'x-api-key', prefix: '', headers: { 'anthropic-version': '2023-06-01' }, claim: 'c.2' },
  ];
  it.each([
    [{ kind: 'valid', scheme: null }, { authorization: `Bearer ${KEY}` }],
    [{ kind: 'wrong', scheme: null }, { authorization: `Bearer ${WRONG_KEY}` }],
    [{ kind: 'malformed', scheme: null }, { authorization: WRONG_KEY }],
    [
      { kind: 'valid', scheme: 'x-api-key' },
      { 'x-api-key': KEY, 'anthropic-version': '2023-06-01' },
    ],
    [
      { kind: 'malformed', scheme: 'x-api-key' },
      { 'x-api-key': `Bearer ${WRONG_KEY}`, 'anthropic-version': '2023-06-01' },
    ],
    [{ kind: 'none', scheme: null }, {}],
    [{ kind: 'lower-case', scheme: null }, { authorization: `bearer ${KEY}` }],
    [{ kind: 'lower-case', scheme: 'bearer' }, { authorization: `bearer ${KEY}` }],
    [{ kind: 'foreign', scheme: null }, { 'x-api-key': KEY }],
  ] as const)('presents the key as %o', async (auth, expected) => {
    let seen: NodeJS.Dict<string | string[]> = {};
    const url = await serveHttp((request, response) => {
      seen = request.headers;
      response.end('{}');
    });
    const exchange = await openTransport(url, { authSchemes: schemes }).send(makeStep({ auth }), FIRST);
    const { authorization, 'x-api-key': apiKey, 'anthropic-version': version } = seen;
    expect(JSON.parse(JSON.stringify({ authorization, 'x-api-key': apiKey, 'anthropic-version': version }))).toEqual(
      expected,
    );
    expect(exchange.request.headers.map(([name]) => name).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'content-type',
      'user-agent',
    ]);
    expect(exchange.request.auth.kind).toBe(auth.kind);
    expect(exchange.request.auth.scheme === null).toBe(auth.kind === 'none' || auth.kind === 'foreign');
  });

  it.each(['valid', 'lower-case', 'foreign'] as const)('presents no key (%s) where there is none', async (kind) => {
    let seen: NodeJS.Dict<string | string[]> = {};
    const url = await serveHttp((request, response) => {
      seen = request.headers;
      response.end('{}');
    });
    await openTransport(url, { key: null, authSchemes: schemes }).send(
      makeStep({ auth: { kind, scheme: null } }),
      FIRST,
    );
    expect(seen['authorization'] ?? seen['x-api-key']).toBeUndefined();
  });

  it('sends the body, raw or as JSON, and requests identity unless a step overrides it', async () => {
    const url = await serveHttp((request, response) => {
      let body = '';
      request.on('data', (bytes) => (body += String(bytes)));
      request.on('end', () => response.end(JSON.stringify({ url: request.url, headers: request.headers, body })));
    });
    const { send } = openTransport(url);
    const usual = JSON.parse(bodyText(await send(makeStep({ body: { model: 'm' } }), FIRST))) as Record<
      string,
      unknown
    >;
    expect(usual).toMatchObject({
      url: '/v1/chat/completions',
      body: '{"model":"m"}',
      headers: { 'accept-encoding': 'identity', 'content-type': 'application/json' },
    });
    const headers = { 'content-type': 'text/plain', 'accept-encoding': 'gzip' };
    const raw = JSON.parse(bodyText(await send(makeStep({ rawBody: '{"a', headers }), FIRST))) as Record<
      string,
      unknown
    >;
    expect(raw).toMatchObject({ body: '{"a', headers });
  });
});

describe('what is recorded', () => {
  it('keeps headers as they were on the wire', async () => {
    const url = await serveRaw((socket) =>
      socket.write('HTTP/1.1 200 Fine\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nContent-Length: 0\r\n\r\n'),
    );
    const { response } = await openTransport(url).send(makeStep(), FIRST);
    expect(response).toMatchObject({ status: 200, statusText: 'Fine' });
    expect(response?.headers).toEqual([
      ['X-B', '1'],
      ['x-a', '2'],
      ['X-B', '3'],
      ['Content-Length', '0'],
    ]);
  });

  it('gives the time of each read, and follows no redirect', async () => {
    const url = await serveHttp((_request, response) => {
      response.writeHead(307, { location: 'http://192.0.2.1/', ...text });
      // The client reads in turns of the same event loop: it has read this when the delay begins.
      response.write('one', () => void sleepAfterTurns().then(() => response.end('two')));
    });
    const { response, end, ms } = await openTransport(url).send(makeStep(), FIRST);
    expect([response?.status, end]).toEqual([307, 'complete']);
    const [first, second] = response?.body ?? [];
    expect(Buffer.from(first?.bytes ?? []).toString()).toBe('one');
    expect((second?.ms ?? 0) - (first?.ms ?? 0)).toBeGreaterThan(40);
    expect(ms).toBeGreaterThanOrEqual(second?.ms ?? 0);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const)('decodes labelled %s, piece by piece', async (coding, encode) => {
    const bytes = encode(Buffer.from('a'.repeat(5000)));
    const url = await serveHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.write(bytes.subarray(0, 5));
      setTimeout(() => response.end(bytes.subarray(5)), 20);
    });
    const exchange = await openTransport(url).send(makeStep(), FIRST);
    expect(exchange.response?.encoded).toEqual({ coding, bytes: bytes.length });
    expect(bodyText(exchange)).toBe('a'.repeat(5000));
    expect(exchange.end).toBe('complete');
  });

  it('is bounded against a bomb, and leaves bytes that are not in their coding', async () => {
    const bomb = await serveHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(4_000_000)));
    });
    const burst = await openTransport(bomb, { limits: { bodyBytes: 100_000 } }).send(makeStep(), FIRST);
    expect(burst).toMatchObject({ end: 'too-large', endCode: 'LIMIT_DECODED' });
    expect(bodyText(burst).length).toBe(100_000);
    const mislabelled = await serveHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('{"plain":1}');
    });
    const exchange = await openTransport(mislabelled).send(makeStep(), FIRST);
    expect(exchange).toMatchObject({ end: 'protocol', endCode: 'Z_DATA_ERROR', response: { encoded: null } });
    expect(bodyText(exchange)).toBe('{"plain":1}');
  });

  it('stops at its limits of bytes, events and header bytes', async () => {
    const endless = await serveHttp((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => response.write('data: {}\n\n'.repeat(50)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const step = makeStep({ stream: true });
    const bytes = await openTransport(endless, { limits: { bodyBytes: 1000 } }).send(step, FIRST);
    expect(bytes).toMatchObject({ end: 'too-large', endCode: 'LIMIT_BYTES' });
    expect(bodyText(bytes).length).toBe(1000);
    const events = await openTransport(endless, { limits: { events: 120 } }).send(step, FIRST);
    expect(events).toMatchObject({ end: 'too-large', endCode: 'LIMIT_EVENTS' });
    const heads = await serveRaw((socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`));
    expect(await openTransport(heads).send(makeStep(), FIRST)).toMatchObject({ end: 'too-large', response: null });
  });

  it('hangs up after so many events, and goes on with the next request', async () => {
    let closed = 0;
    const url = await serveHttp((request, response) => {
      if (request.method === 'GET') {
        response.end('{}');
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.on('close', () => (closed += 1));
      const parts = ['data: 1\r\n', '\r\n: no event\r\n\r\nda', 'ta: 2\n\n', 'data: 3\n\n', 'data: 4\n\n'];
      parts.forEach((part, n) => setTimeout(() => response.write(part), n * 15));
    });
    const { send } = openTransport(url);
    const exchange = await send(makeStep({ stream: true, hangUpAfter: 2 }), FIRST);
    expect(exchange).toMatchObject({ end: 'hung-up', endCode: null });
    expect(bodyText(exchange)).toBe('data: 1\r\n\r\n: no event\r\n\r\ndata: 2\n\n');
    expect(await send(makeStep({ method: 'GET', path: '/models' }), FIRST)).toMatchObject({ end: 'complete' });
    expect(closed).toBe(1);
  });
});

describe('the key', () => {
  const hidden: readonly (readonly [string, string])[] = [
    ['plain', KEY],
    ['in base64', Buffer.from(`Bearer ${KEY}`).toString('base64')],
    ['in base64, shifted', Buffer.from(`x:${KEY}`).toString('base64')],
    ['in base64url', Buffer.from(`user:${KEY}`).toString('base64url')],
    ['percent-encoded', encodeURIComponent(KEY)],
    ['percent-encoded in lower case', encodeURIComponent(KEY).replace(/%../g, (hex) => hex.toLowerCase())],
    ['in JSON', JSON.stringify({ key: KEY })],
    ['in JSON with escaped slashes', JSON.stringify({ key: KEY }).replaceAll('/', '\\/')],
  ];
  it.each(hidden)('is redacted where it was echoed %s, across pieces, at its length', async (_name, echo) => {
    const url = await serveHttp((_request, response) => {
      response.writeHead(200, { 'x-echo': echo.replaceAll('"', '%22') });
      response.write(`before ${echo.slice(0, 14)}`);
      setTimeout(() => response.end(`${echo.slice(14)} after`), 15);
    });
    const exchange = makeRedactor([KEY]).exchange(await openTransport(url).send(makeStep(), FIRST));
    const body = bodyText(exchange);
    expect(echoedKey(body)).toBe('own');
    expect(body.length).toBe(`before ${echo} after`.length);
    const core = KEY.slice(12, 24);
    expect(body).not.toContain(core);
    expect(JSON.stringify(exchange.response?.headers)).not.toContain(core);
    expect(body).not.toContain(Buffer.from(KEY).toString('base64').slice(4, 20));
  });

  it('marks the echo of the wrong key, and rejects a key that a header cannot carry', async () => {
    const url = await serveHttp((request, response) => response.end(`no such key: ${request.headers.authorization}`));
    const exchange = await openTransport(url).send(makeStep({ auth: { kind: 'wrong', scheme: null } }), FIRST);
    expect(echoedKey(bodyText(exchange))).toBe('wrong');
    expect(echoedKey('nothing')).toBeNull();
    expect(errorOf(makeTransport({ baseUrl: url, key: 'sk-abc\n' }))).toMatchObject({ file: 'the key' });
  });

  it('of a header that the user adds is not recorded', async () => {
    const url = await serveHttp((request, response) => response.end(String(request.headers['x-gateway-token'])));
    const headers = { 'x-gateway-token': 'gw-0123456789' };
    const exchange = await openTransport(url, { headers }).send(makeStep(), FIRST);
    expect(JSON.stringify(exchange.request)).not.toContain('gw-');
    expect(bodyText(exchange)).toBe('gw-0123456789');
  });
});
