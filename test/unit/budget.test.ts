import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { estimate } from '../../src/core/plan/estimate.js';
import { requestsOf } from '../../src/core/plan/requests-of.js';
import { makePlan } from '../../src/core/plan/make-plan.js';
import { makeInProcess } from '../support/in-process-reference.js';
import type { Step } from '../../src/core/model/case.js';
import type { Spec } from '../../src/core/model/spec.js';
import { modelOf, specs, suites } from '../support/specs-and-suites.js';

interface Budget {
  readonly requests: number;
  /** What is sent in addition if no batched request is accepted. */
  readonly fallback: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** What the reference provider counts, prompts and answers together. */
  readonly counted: number;
}

const budgets = parse(readFileSync('test/unit/budget.yaml', 'utf8')) as Readonly<Record<string, Budget>>;

/** The tokens that the reference provider counts in its answers to these requests. */
function countTokens(spec: Spec, steps: readonly Step[]): number {
  const provider = makeInProcess(spec);
  return steps
    .filter(({ path }) => !path.endsWith('/count_tokens'))
    .map((step) => {
      const text = provider
        .reply(step)
        .writes.map(({ data }) => String(data))
        .join('');
      return highest(text, /"(?:prompt|input)_tokens":(\d+)/g) + highest(text, /"(?:completion|output)_tokens":(\d+)/g);
    })
    .reduce((sum, tokens) => sum + tokens, 0);
}

/** A stream may count more than once, and counts all tokens at its end. */
function highest(text: string, count: RegExp): number {
  return Math.max(0, ...[...text.matchAll(count)].map(([, tokens]) => Number(tokens)));
}

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
    const all = requestsOf(planned.value.cases, [spec]);
    const { requests, promptTokens, completionTokens, fallback } = estimate(all);
    const budget = budgets[id] ?? { requests: 0, fallback: 0, promptTokens: 0, completionTokens: 0, counted: 0 };
    const counted = countTokens(
      spec,
      all.sent.map(({ step }) => step),
    );
    const costs = { requests, fallback: fallback.requests, promptTokens, completionTokens, counted };
    for (const [what, cost] of Object.entries(costs)) {
      const most = budget[what as keyof Budget];
      expect([what, cost > most ? `${cost} is more than ${most}` : 'kept']).toEqual([what, 'kept']);
      // If a run has become clearly cheaper, the budget must shrink too.
      expect([what, cost < most * 0.97 - 2 ? `lower it to ${cost}` : 'kept']).toEqual([what, 'kept']);
    }
  },
);
