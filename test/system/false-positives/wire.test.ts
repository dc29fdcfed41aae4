import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/core/judge/judge.js';
import type { Step } from '../../../src/core/model/case.js';
import { openTransport, serveRaw } from '../../unit/io/serve.js';
import { sseText, faithfulEvents, completion } from '../../support/exchange.js';
import { casesOf, specOf } from '../../support/specs-and-suites.js';
import { divergenceLines } from '../../unit/false-positives/support/results.js';

const body = JSON.stringify(
  completion(
    { role: 'assistant', content: 'pong' },
    { choices: [{ index: 0, message: { role: 'assistant', content: 'pong' }, logprobs: null, finish_reason: 'stop' }] },
  ),
);
const stream = sseText(faithfulEvents(['po', 'ng']));
const chunked = (text: string, size = 40): string =>
  `${(text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []).map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`).join('')}0\r\n`;
const head = (type: string, ...more: readonly string[]): string =>
  ['HTTP/1.1 200 OK', `Content-Type: ${type}`, ...more, '', ''].join('\r\n');

/** Bytes that HTTP allows, as servers and proxies write them. */
const FORMS: Readonly<Record<string, readonly [id: string, write: (socket: Socket) => void]>> = {
  'a chunked body with trailers': [
    'basic/minimal',
    (socket) =>
      socket.end(
        `${head('application/json', 'Transfer-Encoding: chunked', 'Trailer: X-Cost')}${chunked(body)}X-Cost: 1\r\n\r\n`,
      ),
  ],
  'a chunked stream with trailers and chunk extensions': [
    'streaming/minimal',
    (socket) =>
      socket.end(
        `${head('text/event-stream; charset=utf-8', 'Transfer-Encoding: chunked')}${chunked(stream).replaceAll(/^([0-9a-f]+)\r\n/gmu, '$1;a=b\r\n')}X-Cost: 1\r\n\r\n`,
      ),
  ],
  'a body that the end of the connection ends': [
    'basic/minimal',
    (socket) => socket.end(`${head('application/json', 'Connection: close')}${body}`),
  ],
  'a stream that the end of the connection ends': [
    'streaming/minimal',
    (socket) => socket.end(`${head('text/event-stream', 'Connection: close')}${stream}`),
  ],
  'an interim response and folded spelling of headers': [
    'basic/minimal',
    (socket) =>
      socket.end(
        `HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n${head('Application/JSON ; charset=UTF-8', `content-LENGTH: ${Buffer.byteLength(body)}`)}${body}`,
      ),
  ],
  'gzip where gzip was offered': [
    'basic/gzip-offered',
    (socket) => {
      const packed = gzipSync(body);
      socket.write(head('application/json', 'Content-Encoding: gzip', `Content-Length: ${packed.length}`));
      socket.end(packed);
    },
  ],
  'a gzipped stream where gzip was offered': [
    'streaming/gzip-offered',
    (socket) => {
      const packed = gzipSync(sseText(faithfulEvents(['1 2 3 4 5 6 7', ' 8 9 10'])));
      socket.write(head('text/event-stream', 'Content-Encoding: gzip', `Content-Length: ${packed.length}`));
      socket.end(packed);
    },
  ],
};

describe('no divergence is reported for', () => {
  it.each(Object.entries(FORMS))('%s', async (_, [id, write]) => {
    const spec = specOf('openai');
    const testCase = casesOf(spec).find((each) => each.id === id);
    if (testCase === undefined) throw new Error(`There is no ${id}`);
    const { send } = openTransport(await serveRaw(write), { authSchemes: spec.auth });
    const exchange = await send(testCase.steps[0] as Step, { id: 0, case: id, step: 0, attempt: 0 });
    const result = judge({ case: testCase, spec, exchanges: [exchange], controlWorks: true });
    expect(exchange.end).toBe('complete');
    expect(divergenceLines([result])).toEqual([]);
    expect(result.verdict).toBe('conforms');
  });
});
