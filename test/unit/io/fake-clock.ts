import type { Clock } from '../../../src/io/http/rate-limit.js';

/** A clock that advances only by sleeps, and lists them. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    date: () => new Date(Date.UTC(2026, 10, 20, 12) + now),
    async sleep(ms) {
      slept.push(ms);
      now += ms;
      await Promise.resolve();
    },
  };
}
