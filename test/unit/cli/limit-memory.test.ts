import { setFlagsFromString } from 'node:v8';
import { expect, onTestFinished, test } from 'vitest';
import { limitMemory, limitMemoryOfExchanges, limitMemoryOfFile } from '../../../src/cli/shared/limit-memory.js';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { makeExchange } from '../../support/exchange.js';

test('every event of a large response and every part of a large file is passed on', async () => {
  onTestFinished(() => setFlagsFromString('--semi-space-growth-factor=2'));
  const large = 'x'.repeat(2 ** 20);
  const events: readonly RunEvent[] = [
    { type: 'exchange', exchange: makeExchange({ body: large }) },
    { type: 'end', durationMs: 1, complete: true },
  ];
  const seen: RunEvent[] = [];
  for (const event of events) limitMemory((each) => seen.push(each))(event);
  expect(seen).toEqual(events);

  const parts = ['head', large, 'tail'];
  const read: string[] = [];
  async function* content(): AsyncGenerator<string, void, void> {
    yield* parts;
  }
  const written = limitMemoryOfFile(content());
  for await (const part of written as AsyncIterable<string>) read.push(part);
  expect(read).toEqual(parts);
  expect(limitMemoryOfFile('text')).toBe('text');
});

test('every exchange of a record is passed on', async () => {
  const exchanges = ['small', 'x'.repeat(2 ** 20), 'last'].map((body) => makeExchange({ body }));
  async function* recorded(): AsyncGenerator<Exchange, void, void> {
    yield* exchanges;
  }
  const read: Exchange[] = [];
  for await (const exchange of limitMemoryOfExchanges(recorded())) read.push(exchange);
  expect(read).toEqual(exchanges);
});
