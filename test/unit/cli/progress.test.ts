import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import { makeProgress } from '../../../src/cli/run/progress.js';
import { makeExchange } from '../../support/exchange.js';
import { makeCase } from '../../support/case.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const plan: RunEvent = { type: 'plan', cases: [{ ...makeCase(), specs: ['acme'] }], omitted: [] };
const exchange: RunEvent = { type: 'exchange', exchange: makeExchange({}) };

async function linesAfter(events: readonly RunEvent[], ms: number): Promise<string> {
  let written = '';
  const stream = { isTTY: false, write: (text: string) => (written += text) };
  const progress = await makeProgress(stream as unknown as NodeJS.WriteStream);
  for (const event of events) progress.take(event);
  vi.advanceTimersByTime(ms);
  progress.stop();
  vi.advanceTimersByTime(60_000);
  return written;
}

it('says once that no response came, and how long a run waits', async () => {
  expect(await linesAfter([plan], 30_000)).toBe(
    '1 case planned\nNo response after 10 s. The run waits for each as long as --timeout says (60 s by default).\n',
  );
});

it('says nothing of a run that has a response, or that has ended', async () => {
  expect(await linesAfter([plan, exchange], 30_000)).toBe('1 case planned\n');
  expect(await linesAfter([plan], 9_000)).toBe('1 case planned\n');
});
