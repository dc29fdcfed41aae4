import { describe, expect, it } from 'vitest';
import type { Sharing } from '../../src/run/request-scheduler.js';
import { orderCases } from '../../src/run/order-cases.js';
import { makeCase, makeStep } from '../support/case.js';
import { casesOf, specOf } from '../support/specs-and-suites.js';

const wrong = { expects: 'refused', mistake: 'wrong-type' } as const;
const order = (
  cases: Parameters<typeof orderCases>[0],
  roles: Readonly<Record<string, Sharing>> = {},
): readonly string[] => orderCases(cases, (n) => roles[cases[n]?.id ?? ''] ?? 'alone').map((n) => cases[n]?.id ?? '');

describe('the order of cases', () => {
  it('is the control case, shared requests, independent cases, waiting cases, deliberate mistakes, and a plain request', () => {
    const cases = [
      makeCase({ id: 'penalties/n', about: 'n' }),
      makeCase({ id: 'penalties/n.wrong', about: 'n', ...wrong }),
      makeCase({ id: 'basic/minimal' }),
      makeCase({ id: 'basic/waits' }),
      makeCase({ id: 'basic/plain' }),
      makeCase({ id: 'basic/longer', maxTokens: 200 }),
      makeCase({ id: 'basic/streamed', steps: [makeStep({ stream: true })] }),
      makeCase({ id: 'errors/waits', ...wrong }),
      makeCase({ id: 'errors/alone', ...wrong }),
      makeCase({ id: 'errors/awaited', ...wrong }),
      makeCase({ id: 'tools/awaited' }),
    ];
    const roles = {
      'basic/waits': 'follows',
      'errors/waits': 'follows',
      'errors/awaited': 'leads',
      'tools/awaited': 'leads',
    } as const;
    expect(order(cases, roles)).toEqual([
      'basic/minimal',
      'tools/awaited',
      'penalties/n',
      'basic/longer',
      'basic/streamed',
      'basic/waits',
      'errors/awaited',
      'penalties/n.wrong',
      'errors/alone',
      'errors/waits',
      'basic/plain',
    ]);
  });

  it('needs none of them', () => {
    expect(order([])).toEqual([]);
    expect(order([makeCase({ id: 'errors/a', ...wrong })])).toEqual(['errors/a']);
  });

  it.each([
    ['openai', 'basic/gzip-offered'],
    ['greenpt', 'comparisons/repeated'],
    ['cryptgpt', 'basic/gzip-offered'],
    ['generalcompute', 'basic/gzip-offered'],
    ['gpt-ge', 'basic/gzip-offered'],
  ])('begins and ends with a request for plain text, under %s', (id, last) => {
    const ordered = order(casesOf(specOf(id)));
    expect([ordered[0], ordered.at(-1)]).toEqual(['basic/minimal', last]);
  });
});
