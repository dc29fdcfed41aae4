import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { encodeEvent } from '../../../src/io/record/event-codec.js';
import { readExchanges } from '../../../src/io/record/read-events.js';
import { makeExchange } from '../../support/exchange.js';

it('reads back what was written, of the target or of the upstream, whatever ends a line elsewhere', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'exchanges-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'results.ndjson');
  const exchanges = [0, 1, 2, 3].map((id) =>
    makeExchange({ id, case: 'a\u2028b\u2029c\u0085d', pieces: [{ ms: 1, bytes: 'x\r\ny\n' }] }),
  );
  const events: readonly RunEvent[] = [
    ...exchanges.map((exchange) => ({
      type: 'exchange' as const,
      exchange,
      ...(exchange.id > 1 ? { against: true as const } : {}),
    })),
    { type: 'end', durationMs: 1, complete: true },
  ];
  writeFileSync(file, events.map((event) => `${encodeEvent(event)}\n`).join(''));
  for (const upstream of [false, true]) {
    const read: Exchange[] = [];
    for await (const exchange of readExchanges(file, upstream)) read.push(exchange);
    expect(read).toEqual(upstream ? exchanges.slice(2) : exchanges.slice(0, 2));
  }
});
