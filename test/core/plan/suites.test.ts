import { beforeAll, describe, expect, it } from 'vitest';
import type { Spec } from '../../../src/core/model/spec.js';
import type { Suite } from '../../../src/core/model/suite.js';
import { CONTROL_CASE, makePlan } from '../../../src/core/plan/make-plan.js';
import { promises } from '../../../src/core/plan/promises.js';
import { FEATURES } from '../../../src/core/spec/features.js';
import { loadSpecs } from '../../../src/io/load-specs.js';
import { loadSuites } from '../../../src/io/load-suites.js';

describe('the suites of the package', () => {
  let suites: readonly Suite[];
  let specs: readonly Spec[];
  beforeAll(async () => {
    const [loaded, read] = await Promise.all([loadSuites(), loadSpecs()]);
    expect(loaded.errors).toEqual([]);
    ({ suites } = loaded);
    ({ specs } = read);
  });

  it('are these', () => {
    const inOrder = suites.toSorted((a, b) => a.order - b.order).map(({ id }) => id);
    expect(inOrder).toEqual(['basic', 'streaming', 'tools', 'penalties', 'errors', 'auth']);
  });

  it('hold the control case', () => {
    expect(suites.flatMap((suite) => suite.cases.map(({ id }) => id))).toContain(CONTROL_CASE);
  });

  it('need and are about nothing that no spec could promise', () => {
    const known = (name: string): boolean =>
      FEATURES.includes(name) || name === 'token-limit' || specs.some((spec) => promises(spec, name));
    const named = suites.flatMap((suite) => suite.cases.flatMap((each) => [...each.needs, each.about]));
    expect([...new Set(named)].filter((name) => !known(name))).toEqual([]);
  });

  it('say of each case in one sentence what it is for', () => {
    const wordless = suites.flatMap((suite) => suite.cases.filter(({ asks }) => !/^[A-Z].*\.$/.test(asks)));
    expect(wordless.map(({ id }) => id)).toEqual([]);
  });

  it('write a text that they elicit into the request', () => {
    const untold = suites
      .flatMap((suite) => suite.cases)
      .filter(
        ({ elicits, steps }) =>
          elicits !== null && !/\d \d \d/.test(elicits) && !JSON.stringify(steps).includes(elicits),
      );
    expect(untold.map(({ id }) => id)).toEqual([]);
  });

  // Ids are promises: baselines name them. A change shows here first.
  it('yield for each spec the cases that are listed beside this test', async () => {
    for (const spec of specs) {
      const made = makePlan({ specs: [spec], suites, model: spec.models.recommended ?? 'a-model' });
      if ('errors' in made) throw new Error(JSON.stringify(made.errors, null, 2));
      const ids = made.plan.cases.map(({ id, expects }) => (expects === 'accepted' ? id : `${id} (${expects})`));
      const omitted = made.plan.omitted.map(({ case: id, needs }) => `- ${id}: ${needs}`);
      expect(new Set(made.plan.cases.map(({ id }) => id)).size).toBe(ids.length);
      await expect([...ids, ...omitted, ''].join('\n')).toMatchFileSnapshot(`./cases-${spec.id}.txt`);
    }
  });

  it('can be asked of all specs at once, whichever comes first', () => {
    for (const order of [specs, specs.toReversed()]) {
      const made = makePlan({ specs: order, suites, model: 'a-model' });
      if ('errors' in made) throw new Error(JSON.stringify(made.errors, null, 2));
      const judged = made.plan.cases.flatMap((each) => each.specs.map((spec) => `${each.id} ${spec}`));
      expect(new Set(judged).size).toBe(judged.length);
      const left = made.plan.omitted.map((each) => `${each.case} ${each.spec}`);
      expect(left.filter((pair) => judged.includes(pair))).toEqual([]);
    }
  });
});
