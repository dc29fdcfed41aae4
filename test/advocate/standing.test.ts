import { describe, expect, it } from 'vitest';
import { makeStanding } from '../../src/core/checks/standing.js';
import type { Exchange } from '../../src/core/model/exchange.js';
import { makeCase } from '../support/case.js';
import { makeExchange } from '../support/exchange.js';

const accepted = makeCase();
const wrong = makeCase({ expects: 'refused', mistake: 'wrong-key' });
const answered = (id: number): readonly Exchange[] => [makeExchange({ id })];
const failed = (id: number, status = 500): readonly Exchange[] => [makeExchange({ id, status, body: {} })];

describe('whether an endpoint works', () => {
  it('is not known before a request was answered', () => {
    const standing = makeStanding();
    standing.take(accepted, failed(0));
    expect([standing.works(), standing.worksFor(accepted, failed(0))]).toEqual([false, false]);
  });

  it('is known for a failure that a later request survived, in whatever order they came in', () => {
    const standing = makeStanding();
    for (const id of [1, 2, 3, 4, 5, 6]) standing.take(accepted, failed(id));
    expect(standing.isSettled(accepted, failed(6))).toBe(false);
    standing.take(accepted, answered(7));
    standing.take(accepted, answered(0));
    expect(standing.isSettled(accepted, failed(6))).toBe(true);
    expect(standing.worksFor(accepted, failed(1))).toBe(true);
  });

  it('is known for a few failures at the end, and not for many', () => {
    const standing = makeStanding();
    standing.take(accepted, answered(0));
    for (const id of [1, 2, 3, 4]) standing.take(accepted, failed(id));
    expect(standing.worksFor(accepted, failed(4))).toBe(true);
    standing.take(accepted, failed(5));
    standing.take(accepted, failed(5));
    expect(standing.worksFor(accepted, failed(4))).toBe(false);
    expect(standing.worksFor(accepted, answered(0))).toBe(true);
  });

  it('is not put in doubt by keys that are refused on purpose', () => {
    const standing = makeStanding();
    standing.take(accepted, answered(0));
    for (const id of [1, 2, 3, 4, 5, 6]) standing.take(wrong, failed(id, 401));
    expect(standing.isSettled(wrong, failed(6, 401))).toBe(true);
    expect(standing.worksFor(accepted, failed(7))).toBe(true);
  });
});
