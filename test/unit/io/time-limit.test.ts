import { expect, test } from 'vitest';
import type { CaseResult } from '../../../src/core/model/case-result.js';
import type { Judgement } from '../../../src/core/judge/judgement.js';
import { judgeInTime, withTimeLimit } from '../../../src/io/time-limit.js';

// Work that never ends by itself: a test that the limit does not interrupt fails by its own timeout.
const FOREVER: readonly [string, () => void][] = [
  [
    'a loop',
    () => {
      for (;;);
    },
  ],
  [
    'a loop that catches everything',
    () => {
      for (;;)
        try {
          throw new Error('again');
        } catch {}
    },
  ],
  ['a regular expression', () => void /^(?:a+)+$/u.test(`${'a'.repeat(100)}b`)],
  [
    'a generator',
    () => {
      const numbers = (function* () {
        for (;;) yield 1;
      })();
      for (const _ of numbers);
    },
  ],
];

test.each(FOREVER)('interrupts %s', (_, work) => {
  expect(withTimeLimit(work, 20)).toBeNull();
  expect(withTimeLimit(() => 'works', 60_000)).toEqual({ value: 'works' });
});

test('returns the value, and throws the exception of the work', () => {
  expect(withTimeLimit(() => undefined, 60_000)).toEqual({ value: undefined });
  expect(() =>
    withTimeLimit(() => {
      throw new TypeError('a bug');
    }, 60_000),
  ).toThrow('a bug');
});

test('an inner limit leaves the outer work as it was', () => {
  const outer = withTimeLimit(() => [withTimeLimit(FOREVER[0]?.[1] ?? (() => {}), 20), 'goes on'], 60_000);
  expect(outer).toEqual({ value: [null, 'goes on'] });
});

const judgementOf = (id: string): Judgement =>
  ({ case: { id }, spec: { id: 'acme' }, exchanges: [{ id: 3 }, { id: 2 }] }) as unknown as Judgement;

const endless = {
  case: 'endless',
  spec: 'acme',
  verdict: 'inconclusive',
  divergences: [],
  inconclusive: {
    reason: 'judging-timeout',
    detail: 'The response was not judged: judging takes longer than the 0.02 s that one exchange may take (--timeout).',
  },
  exchanges: [2, 3],
  observed: [],
};

test('judging that takes too long is inconclusive, in words; the judgements before and after it have results', () => {
  const judge = ({ case: { id } }: Judgement) => {
    for (;;) if (id !== 'endless') return { case: id } as CaseResult;
  };
  const judgements = ['first', 'endless', 'second', 'endless', 'third'].map(judgementOf);
  const results: CaseResult[] = [];
  while (results.length < judgements.length) {
    const some = judgeInTime(judge, judgements.slice(results.length), 20);
    expect(some.length).toBeGreaterThan(0);
    results.push(...some);
  }
  expect(results).toEqual([{ case: 'first' }, endless, { case: 'second' }, endless, { case: 'third' }]);
});

test('an exception of the judge leaves', () => {
  const judge = () => {
    throw new TypeError('a bug');
  };
  expect(() => judgeInTime(judge, [judgementOf('basic/minimal')], 60_000)).toThrow('a bug');
});
