import { once } from 'node:events';
import { expect, test } from 'vitest';
import { judge } from '../../../src/core/judge/judge.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { makeCase, makeStep } from '../../support/case.js';
import { chunk, sseText } from '../../support/exchange.js';
import { specOf } from '../../support/specs-and-suites.js';
import { toldBy } from '../../support/judge-exchange.js';
import { FIRST, openTransport, serveHttp } from '../../unit/io/serve.js';

const CHUNKS = 200_000;
const BASE = { created: 1_790_000_000 };
const step = makeStep({
  stream: true,
  body: { model: 'm', messages: [{ role: 'user', content: 'Go on.' }], stream: true },
});

/** A faithful stream of so many chunks, then `end`. */
async function ask(end: string): Promise<Exchange> {
  const url = await serveHttp((_request, response) => {
    const write = async (): Promise<void> => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_1' });
      response.write(sseText([chunk({ role: 'assistant', content: '', refusal: null }, null, BASE)]));
      for (let n = 0; n < CHUNKS; n += 1000) {
        const texts = Array.from({ length: 1000 }, (_, at) => chunk({ content: ` w${n + at}` }, null, BASE));
        if (!response.write(sseText(texts))) await once(response, 'drain');
      }
      response.end(end);
    };
    void write();
  });
  const limits = { bodyBytes: 1 << 30, events: 1_000_000 };
  return await openTransport(url, {
    limits,
    timeouts: { total: 60_000, idle: 10_000, firstByte: 10_000, connect: 10_000 },
  }).send(step, FIRST);
}

function told(exchange: Exchange): readonly string[] {
  const asked = makeCase({ id: 'streaming/minimal', about: 'stream', steps: [step], specs: ['openai'] });
  return toldBy(judge({ case: asked, spec: specOf('openai'), exchanges: [exchange], controlWorks: true }));
}

test('a stream of 200,000 chunks is judged to its end, and little of it is kept', async () => {
  const exchange = await ask(sseText([chunk({}, 'stop', BASE), 'data: [DONE]']));
  expect(exchange.end).toBe('complete');
  const body = exchange.response?.body ?? [];
  expect(body.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThan(256 * 1024);
  expect(body.reduce((sum, { skipped }) => sum + (skipped?.events ?? 0), 0)).toBeGreaterThan(CHUNKS * 0.99);
  expect(told(exchange)).toEqual([]);
});

test('what is wrong at its end is told with its place', async () => {
  const exchange = await ask(sseText([chunk({}, 'finished', BASE)]));
  expect(told(exchange)).toEqual([
    'sse-terminator missing-terminator stream',
    `schema wrong-value chunk ${CHUNKS + 1}/choices/0/finish_reason`,
  ]);
});
