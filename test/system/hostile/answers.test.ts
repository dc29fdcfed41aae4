import { expect, test } from 'vitest';
import { CHUNK, completion, drip, head, json, OPENING, pour, STREAM_HEAD, trickle } from './kit/answers.js';
import { withstand } from './kit/hostility.js';
import { runAt, STREAMED, UNSTREAMED } from './kit/run-at.js';
import { serveHostile } from './kit/serve-hostile.js';

const body = completion();
const size = Buffer.byteLength(body).toString(16);
const CHUNKED = head('200 OK', 'content-type: application/json', 'transfer-encoding: chunked');

withstand([
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
    // If the end is seen without the reset, the declared length is wrong.
    kinds: ['truncated', 'wrong-header'],
  },
  {
    does: 'resets amid a stream',
    to: STREAMED,
    deed: (socket) => socket.write(STREAM_HEAD + OPENING, () => setTimeout(() => socket.resetAndDestroy(), 50)),
    verdict: 'diverges',
    kinds: ['truncated'],
  },
  {
    does: 'closes before the declared length',
    to: UNSTREAMED,
    deed: (socket) => socket.end(json(body).slice(0, -40)),
    verdict: 'diverges',
    kinds: ['wrong-header'],
  },
  {
    does: 'declares too short a length',
    to: UNSTREAMED,
    deed: (socket) => socket.end(json(body).replace(/content-length: \d+/, 'content-length: 20')),
    verdict: 'diverges',
    kinds: ['wrong-header'],
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
    says: /headers are longer/,
  },
  { does: 'never answers', to: UNSTREAMED, deed: () => {}, verdict: 'diverges', kinds: ['stalled'], isIdle: true },
  {
    does: 'sends a byte now and then',
    to: UNSTREAMED,
    deed: (socket) => drip(socket, json(body), 100),
    verdict: 'diverges',
    kinds: ['stalled'],
    isIdle: true,
  },
  {
    does: 'floods with interim answers',
    to: UNSTREAMED,
    deed: (socket) => pour(socket, 'HTTP/1.1 103 Early Hints\r\n\r\n'),
    verdict: 'inconclusive',
    says: /interim responses/,
  },
  {
    does: 'floods with 100 Continue',
    to: UNSTREAMED,
    deed: (socket) => pour(socket, 'HTTP/1.1 100 Continue\r\n\r\n'),
    verdict: 'inconclusive',
    says: /interim responses/,
  },
  {
    does: 'says 100 Continue twice and piecemeal',
    to: UNSTREAMED,
    deed: (socket) => {
      const [first, ...rest] = `${'HTTP/1.1 100 Continue\r\n\r\n'.repeat(2)}${json(body)}`.split(/(?<=Con)/);
      socket.write(first ?? '', () => setTimeout(() => socket.write(rest.join('')), 50));
    },
    verdict: 'conforms',
  },
  {
    does: 'streams without end',
    to: STREAMED,
    deed: (socket) => (socket.write(STREAM_HEAD + OPENING), pour(socket, CHUNK.repeat(50))),
    verdict: 'inconclusive',
    says: /--max-(?:body|chunks)/,
  },
  {
    does: 'streams comments without end',
    to: STREAMED,
    deed: (socket) => (socket.write(STREAM_HEAD), pour(socket, ': keep-alive\n\n'.repeat(50))),
    verdict: 'inconclusive',
    says: /--max-body/,
  },
  {
    does: 'redirects to itself without end',
    to: UNSTREAMED,
    deed: (socket) => socket.write(head('302 Found', 'location: /v1/chat/completions', 'content-length: 0')),
    verdict: 'diverges',
    kinds: ['refused'],
  },
  {
    does: 'sends 5,000 headers',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body, ...Array.from({ length: 5000 }, (_, n) => `x${n}: 1`))),
    verdict: 'conforms',
  },
  {
    does: 'has a reason phrase of 60 kB',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body).replace('200 OK', `200 ${'K'.repeat(60_000)}`)),
    verdict: 'conforms',
  },
  {
    does: 'sends chunk extensions and trailers',
    to: UNSTREAMED,
    deed: (socket) => socket.write(`${CHUNKED}${size};a="b;c"\r\n${body}\r\n0;x\r\nx-trailer: y\r\n\r\n`),
    verdict: 'conforms',
  },
  {
    does: 'sends a chunk extension without end',
    to: UNSTREAMED,
    deed: (socket) => (socket.write(`${CHUNKED}5;a=`), trickle(socket, 'y'.repeat(65_536), 20)),
    verdict: 'diverges',
    kinds: ['stalled'],
    isIdle: true,
  },
  {
    does: 'sends trailers without end',
    to: UNSTREAMED,
    deed: (socket) => (
      socket.write(`${CHUNKED}${size}\r\n${body}\r\n0\r\n`),
      pour(socket, `x-t: ${'y'.repeat(999)}\r\n`)
    ),
    verdict: 'inconclusive',
    says: /headers are longer/,
  },
  {
    does: 'declares a length and a transfer coding',
    to: UNSTREAMED,
    deed: (socket) => socket.write(`${CHUNKED.slice(0, -2)}content-length: 5\r\n\r\n${size}\r\n${body}\r\n0\r\n\r\n`),
    verdict: 'diverges',
    kinds: ['malformed-http'],
  },
  {
    does: 'gives two answers to one request',
    to: UNSTREAMED,
    deed: (socket) => socket.write(json(body) + json(completion({ id: 'chatcmpl-of-another' }))),
    verdict: 'diverges',
    kinds: ['wrong-header'],
  },
  {
    does: 'gives a second answer once the first was read',
    to: UNSTREAMED,
    deed: (socket) => {
      socket.write(json(body));
      setTimeout(() => socket.write(json(completion({ id: 'chatcmpl-of-another', model: 'another' }))), 30);
    },
    verdict: 'conforms',
  },
]);

test('a request that times out once is sent again: a note, and the second response is judged', async () => {
  let requests = 0;
  const server = await serveHostile(UNSTREAMED.marker, (socket) => {
    requests += 1;
    if (requests > 1) socket.write(json(body));
  });
  const outcome = await runAt(server.baseUrl, { key: server.key, only: ['basic/minimal', UNSTREAMED.id] });
  const reasons = outcome.events.flatMap((event) =>
    event.type === 'exchange' && event.exchange.case === UNSTREAMED.id ? [event.exchange.followUp?.reason] : [],
  );
  expect(reasons).toEqual([undefined, 'again']);
  const { verdict, divergences = [] } = outcome.result(UNSTREAMED.id) ?? {};
  expect(verdict).toBe('conforms');
  expect(divergences.map(({ check, level }) => `${check} ${level}`)).toContain('no-response note');
});
