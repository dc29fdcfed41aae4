import type { Plan } from '../../core/model/case.js';
import type { Spec } from '../../core/model/spec.js';
import { openSuites } from '../../io/files/load-suites.js';
import { recordedClaims } from '../../run/quick-cases.js';
import type { RunFlags } from './flags.js';

/**
 * The claims that each case tests if the endpoint conforms. The build recorded them for each spec of the package alone;
 * for anything else the cases are rehearsed, which takes as long as the rest of a dry run.
 */
export async function findTestedClaims(
  plan: Plan,
  specs: readonly Spec[],
  { suites, limitParameter }: Pick<RunFlags, 'suites' | 'limitParameter'>,
): Promise<readonly ReadonlySet<string>[]> {
  const isRecorded = specs.length === 1 && limitParameter === undefined;
  const recorded = isRecorded ? recordedClaims(plan, specs, (await openSuites(suites)).digest) : null;
  if (recorded !== null) return recorded;
  const { rehearse } = await import('../../reference/rehearse.js');
  return rehearse(plan, specs);
}
