import type { Plan } from '../core/model/case.js';
import type { Spec } from '../core/model/spec.js';
import { coverClaims, pickCases } from '../core/plan/quick.js';
import { loadTestedClaims } from '../io/files/tested-claims.js';

/**
 * Chooses the cases of a quick run. The build rehearses every case of the package's suites for each of its specs; the choice
 * uses what the build recorded. A plan with other specs, other suites or other cases is rehearsed first.
 * @returns a function that reduces a plan of the same cases to the chosen ones
 */
export async function chooseQuickCases(
  plan: Plan,
  specs: readonly Spec[],
  suitesDigest: string,
): Promise<(plan: Plan) => Plan> {
  const claims = recordedClaims(plan, specs, suitesDigest) ?? (await rehearsedClaims(plan, specs));
  const chosen = coverClaims(plan, specs, claims);
  return (other) => pickCases(other, chosen);
}

/** The claims that each case tests, as the build recorded them; null when the build did not rehearse these cases. */
function recordedClaims(
  plan: Plan,
  specs: readonly Spec[],
  suitesDigest: string,
): readonly ReadonlySet<string>[] | null {
  const tables = new Map(specs.map((spec) => [spec.id, loadTestedClaims(spec, suitesDigest)]));
  const claims: ReadonlySet<string>[] = [];
  for (const { id, specs: judges } of plan.cases) {
    const tested = judges.map((spec) => tables.get(spec)?.get(id));
    if (tested.includes(undefined)) return null;
    claims.push(new Set(tested.flatMap((each, n) => (each ?? []).map((claim) => `${judges[n]} ${claim}`))));
  }
  return claims;
}

async function rehearsedClaims(plan: Plan, specs: readonly Spec[]): Promise<readonly ReadonlySet<string>[]> {
  const { rehearse } = await import('../reference/rehearse.js');
  return rehearse(plan, specs);
}
