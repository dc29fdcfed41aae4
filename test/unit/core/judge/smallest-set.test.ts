import { describe, expect, it } from 'vitest';
import { searchSmallest } from '../../../../src/core/judge/smallest-set.js';

/** Searches with an oracle; counts the trials. */
function search(all: string, isFailing: (set: ReadonlySet<string>) => boolean) {
  const results: boolean[] = [];
  for (;;) {
    const step = searchSmallest([...all], results);
    if ('found' in step) return { found: step.found.toSorted().join(''), trials: results.length };
    results.push(isFailing(new Set(step.next)));
  }
}

const needs =
  (...items: readonly string[]) =>
  (set: ReadonlySet<string>): boolean =>
    items.every((item) => set.has(item));

describe('the smallest set that fails', () => {
  it.each([
    ['one item', 'abcdefgh', ['f']],
    ['two items', 'abcdefgh', ['b', 'g']],
    ['two neighbours', 'abcdefgh', ['a', 'b']],
    ['the last two', 'abcdefgh', ['g', 'h']],
    ['three items', 'abcdefghij', ['a', 'e', 'j']],
    ['all of two', 'ab', ['a', 'b']],
    ['all of three', 'abc', ['a', 'b', 'c']],
  ])('is found among others: %s', (_what, all, items) => {
    const { found, trials } = search(all, needs(...items));
    expect(found).toBe(items.join(''));
    expect(trials).toBeLessThanOrEqual(items.length * (Math.ceil(Math.log2(all.length)) + 1));
  });

  it('is found for every pair and every set of three', () => {
    const all = [...'abcdefg'];
    for (const a of all)
      for (const b of all)
        for (const c of all) {
          const items = [...new Set([a, b, c])].toSorted();
          expect(search(all.join(''), needs(...items)).found).toBe(items.join(''));
        }
  });

  it('needs two trials to tell that both of two parameters are needed', () => {
    expect(search('ab', needs('a', 'b')).trials).toBe(2);
  });
});
