import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/core/model/exchange.js';
import { makePause, readRetryAfter } from '../../../src/io/http/rate-limit.js';
import { DEFAULT_RETRY, sendAttempts } from '../../../src/io/http/send-attempts.js';
import { makeStep } from '../../support/case.js';
import { makeExchange, type ExchangeParts } from '../../support/exchange.js';
import { fakeClock } from './fake-clock.js';

async function attempts(
  answers: readonly ExchangeParts[],
  options: {
    readonly statusRetries?: number;
    readonly budget?: number;
    readonly earlier?: readonly ExchangeParts[];
    readonly afford?: () => boolean;
  } = {},
) {
  const clock = fakeClock();
  const pause = makePause(clock, options.budget ?? DEFAULT_RETRY.budget);
  const seen: Exchange[] = [];
  let id = 7;
  const sending = sendAttempts(
    makeStep(),
    { case: 'a/b', step: 1 },
    {
      send: async (_step, context) => {
        const { signal: _signal, ...place } = context;
        return Promise.resolve(makeExchange({ ...answers[context.attempt], ...place }));
      },
      policy: DEFAULT_RETRY,
      pause,
      clock,
      nextId: () => id++,
      statusRetries: options.statusRetries,
      earlier: (options.earlier ?? []).map((parts, attempt) => makeExchange({ ...parts, attempt })),
      ...(options.afford === undefined ? {} : { afford: options.afford }),
    },
  );
  for await (const exchange of sending) seen.push(exchange);
  return { seen, slept: clock.slept.filter((ms) => ms > 0), pause, clock };
}

const ok = { status: 200 };
const limited = (after?: string): ExchangeParts => ({
  status: 429,
  headers: after === undefined ? {} : { 'Retry-After': after },
});

describe('sendAttempts', () => {
  it('keeps every attempt as a separate exchange', async () => {
    const { seen, slept } = await attempts([
      { response: false, end: 'refused' },
      { response: false, end: 'reset' },
      ok,
    ]);
    expect(seen.map(({ id, attempt, step, end }) => [id, attempt, step, end])).toEqual([
      [7, 0, 1, 'refused'],
      [8, 1, 1, 'reset'],
      [9, 2, 1, 'complete'],
    ]);
    expect(slept).toEqual([200, 600]);
  });

  it.each([
    ['an answer', [ok]],
    ['a refusal', [{ status: 400 }]],
    ['silence', [{ response: false, end: 'timeout-first-byte' as const }]],
    ['what is no HTTP', [{ response: false, end: 'protocol' as const }]],
    ['a truncated answer', [{ status: 200, end: 'closed' as const }]],
    ['a year of waiting', [limited('31536000')]],
  ])('takes %s for the answer', async (_name, answers) => {
    const { seen, slept } = await attempts([...answers, ok, ok]);
    expect(seen).toHaveLength(1);
    expect(slept).toEqual([]);
  });

  it.each([408, 409, 425, 500, 502, 503, 504])('takes %d for the answer where it comes three times', async (status) => {
    expect((await attempts([{ status }, { status }, ok])).seen).toHaveLength(3);
    const { seen, slept } = await attempts([{ status }, { status }, { status }, ok]);
    expect(seen).toHaveLength(3);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(1000);
  });

  it.each([
    ['2', 2000],
    ['Fri, 20 Nov 2026 12:00:05 GMT', 5000],
    ['Fri, 20 Nov 2026 11:00:00 GMT', 0],
    ['soon', 200],
    [undefined, 200],
  ])('waits as Retry-After %j says', async (after, expected) => {
    const { seen, slept } = await attempts([limited(after), ok]);
    expect(seen).toHaveLength(2);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(expected);
  });

  it('sends what others ask too no second time, unless no answer came', async () => {
    expect((await attempts([{ status: 500 }, ok], { statusRetries: 0 })).seen).toHaveLength(1);
    expect(
      (await attempts([{ response: false, end: 'reset' }, { status: 400 }], { statusRetries: 0 })).seen,
    ).toHaveLength(2);
  });

  it('confirms a 500 once when one confirmation is enough', async () => {
    const failed = { status: 500 };
    expect((await attempts([failed, failed, ok], { statusRetries: 1 })).seen).toHaveLength(2);
    expect((await attempts([failed, ok], { statusRetries: 1 })).seen).toHaveLength(2);
    expect((await attempts([{ status: 503 }, { status: 503 }, ok], { statusRetries: 1 })).seen).toHaveLength(3);
  });

  it('sends what others ask too again after a 429, which says nothing of what it asks', async () => {
    const { seen, slept } = await attempts([limited('3'), { status: 400 }, ok], { statusRetries: 0 });
    expect(seen.map(({ response }) => response?.status)).toEqual([429, 400]);
    expect(slept).toEqual([3000]);
  });

  it('has everyone wait, also where the request itself is not sent again', async () => {
    const busy = { status: 500, headers: { 'Retry-After': '3' } };
    const { seen, pause, clock } = await attempts([busy], { statusRetries: 0 });
    expect(seen).toHaveLength(1);
    await pause.wait();
    expect(clock.slept).toEqual([3000]);
  });

  it('retries a shared request if a proxy answered instead of the endpoint', async () => {
    const refused = { status: 400 };
    expect((await attempts([{ status: 503 }, refused], { statusRetries: 0 })).seen).toHaveLength(2);
    expect((await attempts([{ status: 500 }, refused], { statusRetries: 0 })).seen).toHaveLength(1);
  });

  it('goes on after attempts that were made before', async () => {
    const again = await attempts([ok, ok, ok], { earlier: [{ status: 503 }] });
    expect(again.seen.map(({ attempt }) => attempt)).toEqual([1]);
    expect((await attempts([ok, ok, ok], { earlier: [ok] })).seen).toEqual([]);
    expect((await attempts([ok, ok, ok], { earlier: [{ status: 503 }, { status: 503 }] })).seen).toHaveLength(1);
  });

  it('makes no further attempt beyond the budget', async () => {
    expect((await attempts([{ status: 503 }, ok], { afford: () => false })).seen).toHaveLength(1);
  });

  it('stops waiting when the run has spent its time on pauses', async () => {
    const { seen, slept } = await attempts([limited('3'), limited('3'), ok], { budget: 4000 });
    expect([seen.length, slept]).toEqual([2, [3000]]);
  });
});

describe('readRetryAfter', () => {
  it.each(['', '-1', '1.5', '1e3', '2026-11-20', 'Fri, 99 Foo 2026 12:00:05 GMT', '0x10'])(
    'takes %j for nonsense',
    (value) => {
      expect(readRetryAfter(value, new Date())).toBeNull();
    },
  );
});
