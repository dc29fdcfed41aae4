import { describe, expect, it } from 'vitest';
import { makePause, makePace, readRateLimit, readReset } from '../../../src/io/http/rate-limit.js';
import { DEFAULT_RETRY, sendAttempts } from '../../../src/io/http/send-attempts.js';
import { fakeClock } from '../io/fake-clock.js';
import { makeStep } from '../../support/case.js';
import { makeExchange, type ExchangeParts } from '../../support/exchange.js';

const NOW = new Date('2026-11-20T12:00:00.000Z');

describe('the time of a reset', () => {
  it.each([
    ['1s', 1000],
    ['6m0s', 360_000],
    ['120ms', 120],
    ['1h2m3.5s', 3_723_500],
    ['2d', 172_800_000],
    ['0s', 0],
    ['0', 0],
    ['12', 12_000],
    ['0.5', 500],
    ['1795176005', 5000],
    ['1795176005000', 5000],
    ['1795175000', 0],
    ['2026-11-20T12:00:07Z', 7000],
    ['Fri, 20 Nov 2026 12:00:05 GMT', 5000],
  ])('%j is %d ms away', (text, ms) => {
    expect(readReset(text, NOW)).toBe(ms);
  });

  it.each(['', 'soon', '-1', '1s2m', 's', '1 s', '1e3', '2026-11-20T99:00:00Z'])('%j is no time', (text) => {
    expect(readReset(text, NOW)).toBeNull();
  });
});

describe('rate-limit headers', () => {
  const read = (headers: Record<string, string>): number | null => readRateLimit(Object.entries(headers), NOW);

  it.each<[string, Record<string, string>, number | null]>([
    ['OpenAI', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1s' }, 1000],
    ['OpenAI, tokens', { 'X-RateLimit-Remaining-Tokens': '0', 'X-RateLimit-Reset-Tokens': '6m0s' }, 360_000],
    ['with something left', { 'x-ratelimit-remaining-requests': '59', 'x-ratelimit-reset-requests': '1s' }, null],
    ['the older form', { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1795176003' }, 3000],
    [
      'Anthropic',
      { 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': '2026-11-20T12:00:02Z' },
      2000,
    ],
    ['the draft', { ratelimit: 'limit=100, remaining=0, reset=50' }, 50_000],
    ['the newer draft', { RateLimit: '"burst";r=5;t=2, "default";r=0;t=40' }, 40_000],
    ['the draft with something left', { ratelimit: '"default";r=9;t=40' }, null],
    ['no reset', { 'x-ratelimit-remaining-requests': '0' }, null],
    ['nonsense', { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': 'never' }, null],
    ['none', {}, null],
  ])('%s', (_name, headers, ms) => {
    expect(read(headers)).toBe(ms);
  });

  it('the longest of the limits that are used up', () => {
    expect(
      read({
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '3s',
      }),
    ).toBe(3000);
  });
});

describe('an answer with rate-limit headers', () => {
  async function sendOne(parts: readonly ExchangeParts[]) {
    const clock = fakeClock();
    const pause = makePause(clock, DEFAULT_RETRY.budget);
    let sent = 0;
    const sending = sendAttempts(
      makeStep(),
      { case: 'a/b', step: 0 },
      {
        send: async (_step, { signal: _signal, ...place }) => {
          sent += 1;
          return Promise.resolve(makeExchange({ ...parts[place.attempt], ...place }));
        },
        policy: DEFAULT_RETRY,
        pause,
        clock,
        nextId: () => sent,
      },
    );
    const seen: unknown[] = [];
    for await (const exchange of sending) seen.push(exchange);
    expect(seen).toHaveLength(sent);
    await pause.wait();
    return { sent, waited: clock.now() };
  }
  const spent = (reset: string) => ({
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': reset,
  });

  it('makes every worker wait before the next request, without a retry of its request', async () => {
    expect(await sendOne([{ headers: spent('2s') }])).toEqual({ sent: 1, waited: 2000 });
  });

  it('gives the wait for a 429 without Retry-After', async () => {
    expect(await sendOne([{ status: 429, headers: spent('7s') }, {}])).toEqual({ sent: 2, waited: 7000 });
  });

  it('is not obeyed for hours: the wait is bounded', async () => {
    expect(await sendOne([{ headers: spent('6m0s') }])).toEqual({ sent: 1, waited: 0 });
    expect(await sendOne([{ status: 429, headers: spent('6h') }, {}])).toEqual({ sent: 1, waited: 0 });
  });
});

describe('a pace', () => {
  it('lets no more than so many through in any minute, however many ask', async () => {
    const clock = fakeClock();
    const pace = makePace(clock, 30);
    const at: number[] = [];
    for (let n = 0; n < 90; n += 1) {
      await pace.wait();
      at.push(clock.now());
    }
    for (const from of at)
      expect(at.filter((time) => time >= from && time < from + 60_000).length).toBeLessThanOrEqual(30);
    expect(at.at(-1)).toBe(178_000);
  });

  it('delays no request if none is set', async () => {
    const clock = fakeClock();
    const pace = makePace(clock, Number.POSITIVE_INFINITY);
    for (let n = 0; n < 10; n += 1) await pace.wait();
    expect(clock.slept).toEqual([]);
  });
});
