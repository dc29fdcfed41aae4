import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../src/core/plan/make-plan.js';
import { requestsOf } from '../../../src/core/plan/requests-of.js';
import type { Hooks } from '../../../src/reference/anthropic-messages/hooks.js';
import type { Fault } from '../../../src/reference/fault.js';
import { divergencesOf, judgeCases } from '../../support/judge-fault.js';
import { casesOf, modelOf, specOf, suites } from '../../support/specs-and-suites.js';

describe('version 2026-10-21 of the Messages API', () => {
  const anthropic = specOf('anthropic');
  const made = makePlan({
    specs: [anthropic],
    suites,
    model: modelOf(anthropic),
    headers: { 'anthropic-version': '2026-10-21' },
  });
  if (!made.ok) throw new Error('no plan');
  const { cases } = made.value;
  const REMOVED = ['errors/removed-parameter', 'errors/removed-parameter-top_p', 'errors/removed-parameter-top_k'];

  it('has its number in every request, except those about another one', () => {
    const others = cases.filter(({ steps }) =>
      steps.some(({ headers }) => headers['anthropic-version'] !== '2026-10-21'),
    );
    expect(others.map(({ id }) => id)).toEqual(['errors/no-version', 'errors/unknown-version']);
  });

  it('sends removed parameters only to see them refused', () => {
    const sampling = cases.filter(({ steps }) => /"(?:temperature|top_p|top_k)":/u.test(JSON.stringify(steps)));
    expect(sampling.map(({ id }) => id)).toEqual(REMOVED);
    expect(sampling.every(({ expects }) => expects === 'refused')).toBe(true);
  });

  it('has the other cases of the older version, in at most 120 requests', () => {
    const missing = casesOf(anthropic).filter(({ id }) => cases.every((each) => each.id !== id));
    const others = missing.filter(({ id }) => !/^parameters\/(?:temperature|top_[pk]|together)/u.test(id));
    expect(others).toEqual([]);
    expect(requestsOf(cases, [anthropic]).sent.length).toBeLessThanOrEqual(120);
  });

  /** A reference provider that accepts a request which the version refuses. */
  const accepting = (mistake: string, what = ''): Fault<Hooks> => ({
    id: mistake,
    area: 'errors',
    title: '',
    seen: [],
    specs: ['anthropic'],
    expect: { check: 'refusal', at: 'status' },
    shownBy: [],
    hooks: {
      refusal: (refusal, { request }) => (refusal?.mistake === mistake && request.text.includes(what) ? null : refusal),
    },
  });

  it.each([
    ['removed-parameter', '', REMOVED],
    ['removed-parameter', '"top_p"', REMOVED.slice(1, 2)],
    ['removed-parameter', '"top_k"', REMOVED.slice(2)],
    ['assistant-document', '', ['errors/assistant-document']],
    ['user-citations', '', ['errors/user-citations']],
    ['none', '', []],
  ] as const)('is judged by its own cases: %s %s is accepted', async (mistake, what, expected) => {
    const results = await judgeCases(accepting(mistake, what), anthropic, cases);
    const diverging = results.filter((result) => divergencesOf([result]).length > 0);
    expect(diverging.map((result) => result.case)).toEqual(expected);
    expect(new Set(divergencesOf(results).map(({ check }) => check))).toEqual(
      new Set(expected.length > 0 ? ['refusal'] : []),
    );
  });
});
