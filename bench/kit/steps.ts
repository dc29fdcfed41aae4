import type { loadSpecs } from '../../src/io/load-specs.js';
import type { loadSuites } from '../../src/io/load-suites.js';
import type { makePlan } from '../../src/core/plan/make-plan.js';
import type { Case } from '../../src/core/model/case.js';
import type { Spec } from '../../src/core/model/spec.js';
import { built } from './built.js';

/** A spec of the package with everything that its plan asks. */
export async function planOf(id: string): Promise<{ readonly spec: Spec; readonly cases: readonly Case[] }> {
  const specsModule = await built<{ loadSpecs: typeof loadSpecs }>('io/load-specs.js');
  const suitesModule = await built<{ loadSuites: typeof loadSuites }>('io/load-suites.js');
  const planModule = await built<{ makePlan: typeof makePlan }>('core/plan/make-plan.js');
  const { specs } = await specsModule.loadSpecs({ only: [id] });
  const { suites } = await suitesModule.loadSuites();
  const spec = specs.find((each) => each.id === id);
  if (spec === undefined) throw new Error(`There is no spec ${id}`);
  const planned = planModule.makePlan({ specs: [spec], suites, model: 'reference' });
  if ('errors' in planned) throw new Error(JSON.stringify(planned.errors));
  return { spec, cases: planned.plan.cases };
}
