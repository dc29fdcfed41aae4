import { describe, expect, it } from 'vitest';
import { CONTROL_CASE } from '../../../../src/core/plan/case-ids.js';
import { makePlan } from '../../../../src/core/plan/make-plan.js';
import { promises } from '../../../../src/core/schema/promises.js';
import { dialects } from '../../../../src/core/dialect/index.js';
import { COMMON_FEATURES } from '../../../../src/core/spec/features.js';
import { errors, modelOf, specs, suites } from '../../../support/specs-and-suites.js';

function isKnown(name: string): boolean {
  return (
    [...COMMON_FEATURES, ...[...dialects.values()].flatMap(({ features }) => features)].includes(name) ||
    name === 'token-limit' ||
    specs.some((spec) => promises(spec, name))
  );
}

describe('the suites of the package', () => {
  it('have the right form', () => {
    expect(errors).toEqual([]);
  });

  it('are these', () => {
    const inOrder = (dialect: string): readonly string[] =>
      suites
        .filter((suite) => suite.dialect === dialect)
        .toSorted((a, b) => a.order - b.order)
        .map(({ id }) => id);
    expect(inOrder('openai-chat')).toEqual([
      'basic',
      'streaming',
      'tools',
      'penalties',
      'errors',
      'auth',
      'comparisons',
    ]);
    expect(inOrder('anthropic-messages')).toEqual([
      'basic',
      'streaming',
      'conversation',
      'tools',
      'limits',
      'thinking',
      'tokens',
      'errors',
      'parameters',
      'auth',
    ]);
  });

  it('hold the control case', () => {
    expect(suites.flatMap((suite) => suite.cases.map(({ id }) => id))).toContain(CONTROL_CASE);
  });

  it('need and are about nothing that no spec could promise', () => {
    const named = suites.flatMap((suite) => suite.cases.flatMap((each) => [...each.needs, each.about]));
    expect([...new Set(named)].filter((name) => !isKnown(name))).toEqual([]);
  });

  it('say of each case in one sentence what it is for', () => {
    const wordless = suites.flatMap((suite) => suite.cases.filter(({ asks }) => !/^[A-Z].*\.$/.test(asks)));
    expect(wordless.map(({ id }) => id)).toEqual([]);
  });

  it('contain the expected text in the request', () => {
    const missing = suites
      .flatMap((suite) => suite.cases)
      .filter(
        ({ elicits, steps }) =>
          elicits !== null &&
          !/\d \d \d/.test(elicits) &&
          !JSON.stringify(steps).includes(JSON.stringify(elicits).slice(1, -1)),
      );
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  // Ids are promises: baselines name them. A change shows here first.
  it.each(specs.map((spec) => [spec.id, spec] as const))('yield for %s the cases of its list', async (id, spec) => {
    const made = makePlan({ specs: [spec], suites, model: modelOf(spec) });
    if ('errors' in made) throw new Error(JSON.stringify(made.errors, null, 2));
    const { cases, omitted } = made.value;
    expect(new Set(cases.map((each) => each.id)).size).toBe(cases.length);
    const planned = cases.map((each) => (each.expects === 'accepted' ? each.id : `${each.id} (${each.expects})`));
    const left = omitted.map((each) => `- ${each.case}: ${each.needs}`);
    await expect([...planned, ...left, ''].join('\n')).toMatchFileSnapshot(`./cases-${id}.txt`);
  });

  it('can be planned for all specs at once, in any order', () => {
    for (const order of [specs, specs.toReversed()]) {
      const made = makePlan({ specs: order, suites, model: 'a-model' });
      if ('errors' in made) throw new Error(JSON.stringify(made.errors, null, 2));
      const judged = made.value.cases.flatMap((each) => each.specs.map((spec) => `${each.id} ${spec}`));
      expect(new Set(judged).size).toBe(judged.length);
      const left = made.value.omitted.map((each) => `${each.case} ${each.spec}`);
      expect(left.filter((pair) => judged.includes(pair))).toEqual([]);
    }
  });
});
