import type { Plan } from '../core/model/case.js';
import type { Spec } from '../core/model/spec.js';
import { expectedClaims } from '../core/plan/expected-claims.js';
import { coverClaims, pickCases } from '../core/plan/quick.js';
import { loadQuickChoice, loadTestedClaims } from '../io/files/tested-claims.js';

/**
 * Chooses the cases of a quick run; nothing is rehearsed for it. The build made the choice for each spec of the package
 * alone. It also rehearsed every case of the package's suites; any other selection of them uses what it recorded. With
 * other specs or suites the choice is made by what the requests contain, which for the specs of the package covers about
 * nine tenths of the claims that the choice of the build covers.
 * @returns a function that reduces a plan of the same cases to the chosen ones
 */
export function chooseQuickCases(
  plan: Plan,
  specs: readonly Spec[],
  suitesDigest: string,
  limitParameter: string | undefined,
): (plan: Plan) => Plan {
  // Another token limit changes which cases share a request.
  const recorded = limitParameter === undefined ? recordedChoice(plan, specs, suitesDigest) : null;
  const chosen = recorded ?? choose(plan, specs, suitesDigest);
  return (other) => pickCases(other, chosen);
}

/** The choice of the build; null when it was made from other cases. */
function recordedChoice(plan: Plan, [spec, ...others]: readonly Spec[], digest: string): readonly number[] | null {
  const choice = spec === undefined || others.length > 0 ? null : loadQuickChoice(spec, digest);
  if (choice === null || choice.from.length !== plan.cases.length) return null;
  return plan.cases.every(({ id }, n) => id === choice.from[n]) ? choice.chosen : null;
}

function choose(plan: Plan, specs: readonly Spec[], digest: string): readonly number[] {
  const recorded = recordedClaims(plan, specs, digest);
  return coverClaims(plan, specs, recorded ?? plan.cases.map((testCase) => expectedClaims(testCase, specs)));
}

/** The claims that each case tests, as the build recorded them; null when the build did not rehearse these cases. */
export function recordedClaims(
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
