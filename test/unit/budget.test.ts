import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { estimate } from '../../src/core/plan/estimate.js';
import { requestsOf } from '../../src/core/plan/requests-of.js';
import { makePlan } from '../../src/core/plan/make-plan.js';
import { modelOf, specs, suites } from '../support/specs-and-suites.js';

interface Budget {
  readonly requests: number;
  /** What is sent in addition if no batched request is accepted. */
  readonly fallback: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

const budgets = parse(readFileSync('test/unit/budget.yaml', 'utf8')) as Readonly<Record<string, Budget>>;

test('every spec has a budget', () => {
  expect(Object.keys(budgets).toSorted()).toEqual(specs.map(({ id }) => id).toSorted());
});

test.each(specs.map((spec) => [spec.id, spec] as const))(
  '%s: a whole run costs no more than its budget, which has no slack',
  (id, spec) => {
    const planned = makePlan({
      specs: [spec],
      suites,
      model: spec.modelDifferences.length === 0 ? 'MODEL' : modelOf(spec),
    });
    if (!planned.ok) throw new Error(JSON.stringify(planned.errors));
    const { requests, promptTokens, completionTokens, fallback } = estimate(requestsOf(planned.value.cases, [spec]));
    const budget = budgets[id] ?? { requests: 0, fallback: 0, promptTokens: 0, completionTokens: 0 };
    const costs = { requests, fallback: fallback.requests, promptTokens, completionTokens };
    for (const [what, cost] of Object.entries(costs)) {
      const most = budget[what as keyof Budget];
      expect([what, cost > most ? `${cost} is more than ${most}` : 'kept']).toEqual([what, 'kept']);
      // If a run has become clearly cheaper, the budget must shrink too.
      expect([what, cost < most * 0.97 - 2 ? `lower it to ${cost}` : 'kept']).toEqual([what, 'kept']);
    }
  },
);
