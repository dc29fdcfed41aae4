import { expect, it } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { harText, toHar } from '../../../src/io/har/write-har.js';
import { makeExchange } from '../../support/exchange.js';

async function* oneByOne(exchanges: readonly Exchange[]): AsyncGenerator<Exchange, void, void> {
  for (const exchange of exchanges) yield await Promise.resolve(exchange);
}

it.each([0, 1, 3, 300])('writes %i exchanges as they would be written together', async (count) => {
  const body = `line\n{"end": []}\u2028${'x'.repeat(2000)}`;
  const exchanges = Array.from({ length: count }, (_, id) => makeExchange({ id, pieces: [{ ms: 1, bytes: body }] }));
  const parts: string[] = [];
  for await (const part of harText(oneByOne(exchanges), '1.0.0')) parts.push(part);
  expect(parts.join('')).toBe(JSON.stringify(toHar(exchanges, '1.0.0'), null, 1));
  expect(parts.length > 1).toBe(count === 300);
});
