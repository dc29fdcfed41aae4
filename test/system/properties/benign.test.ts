import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/core/judge/judge.js';
import type { Case } from '../../../src/core/model/case.js';
import { makeInProcess } from '../../support/in-process-reference.js';
import { distinct, divergencesOf } from '../../support/judge-fault.js';
import { casesOf, specs, sweptSpecs } from '../../support/specs-and-suites.js';
import { rewrite, rewritings } from './rewriting.js';
import { propertyRuns, someOf } from '../../support/property-runs.js';

/** Whether a case looks for the very words of the answer, or for how many there are. */
const needsText = ({ stimulus, elicits, steps }: Case): boolean =>
  (stimulus !== 'text' && stimulus !== 'tool-call') ||
  elicits !== null ||
  steps.some(({ body }) => body?.['response_format'] !== undefined || body?.['logprobs'] === true);

describe.each(someOf(sweptSpecs).map((spec) => [spec.id, spec] as const))('a faithful %s', (_, spec) => {
  test('has no divergence in any form of its answers', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...casesOf(spec)), rewritings, (testCase, how) => {
        const exchanges = makeInProcess(spec, [rewrite(how, spec, needsText(testCase))]).ask(testCase);
        const result = judge({ case: testCase, spec, exchanges, controlWorks: true });
        expect([testCase.id, ...distinct(divergencesOf([result]))]).toEqual([testCase.id]);
      }),
      propertyRuns(200),
    );
  });
});

describe.each(someOf(specs, 2).map((spec) => [spec.id, spec] as const))('the reference provider of %s', (_, spec) => {
  test('has no divergence in any case of its plan', { timeout: 120_000 }, () => {
    const faithful = makeInProcess(spec);
    const reported = casesOf(spec).flatMap((testCase) => {
      const result = judge({ case: testCase, spec, exchanges: faithful.ask(testCase), controlWorks: true });
      return [
        ...distinct(divergencesOf([result])),
        ...(result.inconclusive === null ? [] : [result.inconclusive.detail]),
      ].map((each) => `${testCase.id}: ${each}`);
    });
    expect(reported.filter((each) => !each.includes('the documents do not say that it is refused'))).toEqual([]);
  });
});
