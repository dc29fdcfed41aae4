import type { Case, Step } from '../../src/core/model/case.js';
import type * as conformance from '../../src/index.js';
import type { Spec } from '../../src/core/model/spec.js';
import { built } from './built.js';

type Package = Pick<typeof conformance, 'loadSpecs' | 'loadSuites' | 'makePlan' | 'requestsOf'>;

/** A spec of the package, the cases of its plan, and all requests that a run sends for them. */
export async function planOf(
  id: string,
): Promise<{ readonly spec: Spec; readonly cases: readonly Case[]; readonly steps: readonly Step[] }> {
  const { loadSpecs, loadSuites, makePlan, requestsOf } = await built<Package>('index.js');
  const { specs } = await loadSpecs({ only: [id] });
  const { suites } = await loadSuites();
  const spec = specs.find((each) => each.id === id);
  if (spec === undefined) throw new Error(`There is no spec ${id}`);
  const planned = makePlan({ specs: [spec], suites, model: 'reference' });
  if ('errors' in planned) throw new Error(JSON.stringify(planned.errors));
  const { cases } = planned.value;
  return { spec, cases, steps: requestsOf(cases, [spec]).sent.map(({ step }) => step) };
}
