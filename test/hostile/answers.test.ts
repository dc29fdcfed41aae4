import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { completion, drip, head, json, pour, STREAM_HEAD } from './kit/answers.js';
import { LEFT_ALONE, runAt, STREAMED, UNSTREAMED } from './kit/run-at.js';
import { serveHostile, type Deed } from './kit/serve-hostile.js';

interface Hostility {
  readonly does: string;
  readonly to: typeof UNSTREAMED | typeof STREAMED;
  readonly deed: Deed;
  /** The verdict, and the kinds of which one at least is told; none where the verdict says it all. */
  readonly verdict: 'diverges' | 'inconclusive' | 'conforms';
  readonly kinds?: readonly string[];
}

const body = completion();
const deep = '['.repeat(100_000) + ']'.repeat(100_000);
const chunk = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'reference', choices: [{ index: 0, delta: { content: 'x' }, finish_reason: null }] })}\n\n`;
const bomb = gzipSync(Buffer.alloc(64 << 20));

const hostilities: readonly Hostility[] = [
  {
    does: 'resets the connection at the request',
    to: UNSTREAMED,
    deed: (socket) => socket.resetAndDestroy(),
    verdict: 'diverges',
    kinds: ['truncated', 'stalled'],
  },
  {
    does: 'resets amid the head',
    to: UNSTREAMED,
    deed: (socket) => socket.write('HTTP/1.1 200 O', () => socket.resetAndDestroy()),
    verdict: 'diverges',
    kinds: ['truncated', 'stalled'],
  },
  {
    does: 'resets amid the body',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body).slice(0, -40), () => setTimeout(() => socket.resetAndDestroy(), 50)),
    verdict: 'diverges',
  },
  {
    does: 'resets amid a stream',
    to: STREAMED,
    deed: (socket) => socket.write(STREAM_HEAD + chunk, () => setTimeout(() => socket.resetAndDestroy(), 50)),
    verdict: 'diverges',
  },
  {
    does: 'closes before the declared length',
    to: UNSTREAMED,
    deed: (socket) => socket.end(json(body).slice(0, -40)),
    verdict: 'diverges',
  },
  {
    does: 'declares too short a length',
    to: UNSTREAMED,
    deed: (socket) => socket.end(json(body).replace(/content-length: \d+/, 'content-length: 20')),
    verdict: 'diverges',
  },
  {
    does: 'declares two lengths',
    to: UNSTREAMED,
    deed: (socket) => socket.end(json(body, 'content-length: 7')),
    verdict: 'diverges',
    kinds: ['malformed-http'],
  },
  {
    does: 'answers in HTTP/1.0',
    to: UNSTREAMED,
    deed: (socket) => socket.end(`HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n${body}`),
    verdict: 'conforms',
  },
  {
    does: 'has a malformed status line',
    to: UNSTREAMED,
    deed: (socket) => socket.end(`HTTP/1.1 OK\r\n\r\n${body}`),
    verdict: 'diverges',
    kinds: ['malformed-http'],
  },
  {
    does: 'is no HTTP at all',
    to: UNSTREAMED,
    deed: (socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
    verdict: 'diverges',
    kinds: ['malformed-http'],
  },
  {
    does: 'has malformed headers',
    to: UNSTREAMED,
    deed: (socket) => socket.end(`HTTP/1.1 200 OK\r\nno colon here\r\n\r\n${body}`),
    verdict: 'diverges',
    kinds: ['malformed-http'],
  },
  {
    does: 'sends 100 kB of headers',
    to: UNSTREAMED,
    deed: (socket) => socket.write(head('200 OK', `x-long: ${'x'.repeat(100_000)}`)),
    verdict: 'inconclusive',
  },
  { does: 'never answers', to: UNSTREAMED, deed: () => {}, verdict: 'diverges', kinds: ['stalled'] },
  {
    does: 'sends a byte now and then',
    to: UNSTREAMED,
    deed: (socket) => drip(socket, json(body), 100),
    verdict: 'diverges',
    kinds: ['stalled'],
  },
  {
    does: 'floods with interim answers',
    to: UNSTREAMED,
    deed: (socket) => pour(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    verdict: 'inconclusive',
  },
  {
    does: 'streams without end',
    to: STREAMED,
    deed: (socket) => (socket.write(STREAM_HEAD), pour(socket, chunk.repeat(50))),
    verdict: 'diverges',
  },
  {
    does: 'streams comments without end',
    to: STREAMED,
    deed: (socket) => (socket.write(STREAM_HEAD), pour(socket, ': keep-alive\n\n'.repeat(50))),
    verdict: 'inconclusive',
  },
  {
    does: 'streams a line of 64 MB',
    to: STREAMED,
    deed: (socket) => (socket.write(`${STREAM_HEAD}data: `), socket.write('x'.repeat(64 << 20))),
    verdict: 'inconclusive',
  },
  {
    does: 'answers with 64 MB',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(`{"a":"${'x'.repeat(64 << 20)}"}`)),
    verdict: 'inconclusive',
  },
  {
    does: 'nests 100,000 arrays',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body.replace('"Paris"', deep))),
    verdict: 'diverges',
    kinds: ['wrong-type'],
  },
  {
    does: 'sends a gzip bomb',
    to: UNSTREAMED,
    deed: (socket) => (
      socket.write(
        head('200 OK', 'content-type: application/json', 'content-encoding: gzip', `content-length: ${bomb.length}`),
      ),
      socket.write(bomb)
    ),
    verdict: 'diverges',
    // It was not asked for; that it is also a bomb ends the reading.
    kinds: ['unexpected', 'wrong-header'],
  },
  {
    does: 'sends invalid UTF-8',
    to: UNSTREAMED,
    deed: (socket) => socket.write(Buffer.from(json(body).replace('Paris', 'P\xffris'), 'latin1')),
    verdict: 'diverges',
  },
  {
    does: 'sends NUL bytes',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(`${body}\0\0`)),
    verdict: 'diverges',
    kinds: ['malformed-json'],
  },
  {
    does: 'counts beyond double precision',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body.replace('"total_tokens":10', '"total_tokens":1e999'))),
    verdict: 'diverges',
  },
  {
    does: 'repeats keys',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body.replace('{', '{"id":5,'))),
    verdict: 'conforms',
  },
  {
    does: 'names its members __proto__ and constructor',
    to: UNSTREAMED,
    deed: (socket) =>
      socket.write(json(body.replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},'))),
    verdict: 'conforms',
  },
  {
    does: 'has a clock in 1970',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(completion({ created: 7 }), 'date: Thu, 01 Jan 1970 00:00:07 GMT')),
    verdict: 'diverges',
    kinds: ['wrong-value'],
  },
  {
    does: 'redirects to itself without end',
    to: UNSTREAMED,
    deed: (socket) => socket.write(head('302 Found', 'location: /v1/chat/completions', 'content-length: 0')),
    verdict: 'diverges',
  },
];

describe('an endpoint that does to one request what it should not', () => {
  test.each(hostilities)('$does', async ({ to, deed, verdict, kinds }) => {
    const server = await serveHostile(to.marker, deed);
    const outcome = await runAt(server.baseUrl, { key: server.key });
    expect(outcome.ended).toMatchObject({ complete: true });
    expect(outcome.ms).toBeLessThan(20_000);
    const result = outcome.result(to.id);
    const told = result?.divergences.filter(({ level }) => level !== 'note') ?? [];
    expect({ verdict: result?.verdict, told: verdict === 'conforms' ? told : [] }).toEqual({ verdict, told: [] });
    expect(kinds ?? [told[0]?.kind]).toContain(told[0]?.kind);
    // What is kept of it is bounded.
    const kept = outcome.exchange(to.id)?.response?.body.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0;
    expect(kept).toBeLessThanOrEqual(1024 * 1024);
    // The rest of the run is untouched.
    for (const id of LEFT_ALONE) expect([id, outcome.result(id)?.verdict]).toEqual([id, 'conforms']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
