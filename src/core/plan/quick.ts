import type { Plan } from '../model/case.js';
import type { Spec } from '../model/spec.js';
import { CONTROL_CASE } from './case-ids.js';
import { requestsOf } from './requests-of.js';
import type { PlannedRequest } from './planned-request.js';

/** The most requests of a quick run. */
export const QUICK_REQUESTS = 12;

/**
 * The cases of a quick run, by their positions in the plan: as many claims as possible within so many requests. Each step
 * takes the case that adds the most claims per additional request; of equals the first of the plan. Batching is ignored.
 * @param claims for each case of the plan, the claims that it tests
 */
export function coverClaims(
  plan: Plan,
  specs: readonly Spec[],
  claims: readonly ReadonlySet<string>[],
  most = QUICK_REQUESTS,
): readonly number[] {
  const requests = requestsOf(plan.cases, specs);
  const covered = new Set<string>();
  const chosen = new Set<number>();
  const sent = new Set<PlannedRequest>();
  const further = (n: number): ReadonlySet<PlannedRequest> => {
    const all = (plan.cases[n]?.steps ?? []).map((_, step) => requests.requestFor({ planned: n, step }));
    return new Set(all.filter((request) => !sent.has(request)));
  };
  const take = (n: number): void => {
    chosen.add(n);
    for (const request of further(n)) sent.add(request);
    for (const claim of claims[n] ?? []) covered.add(claim);
  };
  const gain = (n: number): number => {
    const { size } = further(n);
    if (chosen.has(n) || sent.size + size > most) return 0;
    const claimed = [...(claims[n] ?? [])].filter((claim) => !covered.has(claim)).length;
    return claimed === 0 ? 0 : claimed / size;
  };
  for (const [n, { id }] of plan.cases.entries()) if (id === CONTROL_CASE && gain(n) > 0) take(n);
  for (;;) {
    let best = -1;
    let highest = 0;
    for (const n of plan.cases.keys()) {
      const gained = gain(n);
      if (gained > highest) [best, highest] = [n, gained];
    }
    if (best < 0) return [...chosen].toSorted((a, b) => a - b);
    take(best);
  }
}

/** A plan with only these cases, and all omissions. */
export function pickCases(plan: Plan, places: readonly number[]): Plan {
  return { cases: places.flatMap((n) => plan.cases[n] ?? []), omitted: plan.omitted };
}
