import type { PreparedRun } from '../../run/prepare.js';
import { recordedClaims } from '../../run/quick-cases.js';

/**
 * The claims that each case tests if the endpoint conforms. The build recorded them for each spec of the package alone;
 * for anything else the cases are rehearsed, which takes as long as the rest of a dry run.
 */
export async function findTestedClaims(
  { plan, specs, suitesDigest }: Pick<PreparedRun, 'plan' | 'specs' | 'suitesDigest'>,
  limitParameter: string | undefined,
): Promise<readonly ReadonlySet<string>[]> {
  const isRecorded = specs.length === 1 && limitParameter === undefined;
  const recorded = isRecorded ? recordedClaims(plan, specs, suitesDigest) : null;
  if (recorded !== null) return recorded;
  const { rehearse } = await import('../../reference/rehearse.js');
  return rehearse(plan, specs);
}
