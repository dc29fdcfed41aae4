import type { Plan } from '../model/case.js';
import { CONTROL_CASE } from './make-plan.js';

/** The most requests of a quick run. */
export const QUICK_REQUESTS = 12;

/**
 * The cases of a quick run, by their places in the plan: within so many requests, as many claims as possible. Each time the
 * case is taken that puts the most further claims to the test for each request; of equals the first of the plan.
 * @param claims for each case of the plan, the claims that it puts to the test
 */
export function coverClaims(
  plan: Plan,
  claims: readonly ReadonlySet<string>[],
  most = QUICK_REQUESTS,
): readonly number[] {
  const covered = new Set<string>();
  const chosen: number[] = [];
  let left = most;
  const take = (n: number): void => {
    chosen.push(n);
    left -= plan.cases[n]?.steps.length ?? 0;
    for (const claim of claims[n] ?? []) covered.add(claim);
  };
  const gain = (n: number): number => {
    const requests = plan.cases[n]?.steps.length ?? 0;
    if (requests === 0 || requests > left || chosen.includes(n)) return 0;
    return [...(claims[n] ?? [])].filter((claim) => !covered.has(claim)).length / requests;
  };
  for (const [n, { id }] of plan.cases.entries()) if (id === CONTROL_CASE && gain(n) > 0) take(n);
  for (;;) {
    let best = -1;
    let highest = 0;
    for (const n of plan.cases.keys()) {
      const gained = gain(n);
      if (gained > highest) [best, highest] = [n, gained];
    }
    if (best < 0) return chosen.toSorted((a, b) => a - b);
    take(best);
  }
}

/** A plan of those cases alone. What is omitted stays so: no spec promised it. */
export function pickCases(plan: Plan, places: readonly number[]): Plan {
  return { cases: places.flatMap((n) => plan.cases[n] ?? []), omitted: plan.omitted };
}
