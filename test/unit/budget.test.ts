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

/** Whether the costs are within a budget that has no slack: if a run has become clearly cheaper, it must shrink too. */
function isKept(costs: Budget, budget: Budget | undefined): budget is Budget {
  const names = Object.keys(costs) as (keyof Budget)[];
  return (
    budget !== undefined && names.every((name) => costs[name] <= budget[name] && costs[name] >= budget[name] * 0.97 - 2)
  );
}

test('no budget is left of a spec that is gone', () => {
  const ids = new Set(specs.map(({ id }) => id));
  expect(Object.keys(budgets).filter((id) => !ids.has(id))).toEqual([]);
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
    const counted = countTokens(
      spec,
      all.sent.map(({ step }) => step),
    );
    const costs = { requests, fallback: fallback.requests, promptTokens, completionTokens, counted };
    // A failure prints the costs next to the line of the file.
    const budget = budgets[id];
    expect(budget).toEqual(isKept(costs, budget) ? budget : costs);
  },
);
