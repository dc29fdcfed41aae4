import { describe, expect, it } from 'vitest';
import { makePlan } from '../../../src/core/plan/make-plan.js';
import { requestsOf } from '../../../src/core/plan/requests-of.js';
import { shardOf, shardPlan } from '../../../src/core/plan/shard.js';
import type { Plan } from '../../../src/core/model/case.js';
import { makeCase } from '../../support/case.js';
import { suites, sweptSpecs } from '../../support/specs-and-suites.js';

const made = makePlan({ specs: sweptSpecs, suites, model: 'm' });
const plan: Plan = made.ok ? made.value : { cases: [], omitted: [] };
const OF = 3;
const parts = [1, 2, 3].map((index) => shardPlan(plan, { index, of: OF }));

describe('the parts of a plan', () => {
  it('hold every case and omission once, the control case each', () => {
    expect(plan.cases.length).toBeGreaterThan(200);
    // Each dialect has a control case; they open the plan.
    const controls = plan.cases.filter(({ id }) => id === 'basic/minimal').length;
    const others = parts.flatMap((part) => part.positions.cases.slice(controls));
    expect(others.toSorted((a, b) => a - b)).toEqual([...plan.cases.keys()].slice(controls));
    for (const part of parts) expect(part.plan.cases[0]?.id).toBe('basic/minimal');
    expect(parts.flatMap((part) => part.positions.omitted).toSorted((a, b) => a - b)).toEqual([...plan.omitted.keys()]);
  });

  it('are of about one size', () => {
    for (const part of parts) {
      expect(part.plan.cases.length).toBeGreaterThan(plan.cases.length / OF / 1.5);
      expect(part.plan.cases.length).toBeLessThan((plan.cases.length / OF) * 1.5);
    }
  });

  it('keep a case where it is when others come and go', () => {
    const controls = plan.cases.filter(({ id }) => id === 'basic/minimal');
    const rest = plan.cases.slice(controls.length + 4);
    const more = { ...plan, cases: [...controls, makeCase({ id: 'new/first' }), ...rest] };
    for (const [n, part] of parts.entries()) {
      const ids = (of: Plan): readonly string[] => of.cases.map(({ id }) => id);
      const stayed = ids(part.plan).filter((id) => ids(more).includes(id));
      const now = ids(shardPlan(more, { index: n + 1, of: OF }).plan).filter((id) => id !== 'new/first');
      expect(now).toEqual(stayed);
    }
  });

  it('send a shared request in the form that the complete plan selects', () => {
    const spec = sweptSpecs.filter(({ id }) => id === 'openai');
    const one = makePlan({ specs: spec, suites, model: 'm' });
    const complete = one.ok ? one.value : { cases: [], omitted: [] };
    const all = requestsOf(complete.cases, spec);
    const formsIn = (reference?: typeof complete.cases) =>
      [1, 2, 3].flatMap((index) => {
        const { plan: own, positions } = shardPlan(complete, { index, of: OF });
        const requests = requestsOf(own.cases, spec, reference);
        return own.cases.flatMap(({ steps }, planned) =>
          steps.map((_, step) => [
            requests.requestFor({ planned, step }).step.variation,
            all.requestFor({ planned: positions.cases[planned] ?? -1, step }).step.variation,
          ]),
        );
      });
    const differing = (forms: ReturnType<typeof formsIn>) => forms.filter(([own, expected]) => own !== expected).length;
    expect(differing(formsIn(complete.cases))).toBe(0);
    expect(differing(formsIn())).toBeGreaterThan(0);
  });

  it('are the same on every machine and for ever', () => {
    expect(
      ['basic/minimal', 'streaming/basic', 'tools/named', 'penalties/temperature.above-range'].map((id) =>
        shardOf(id, 7),
      ),
    ).toMatchInlineSnapshot(`
      [
        6,
        4,
        5,
        4,
      ]
    `);
  });
});
