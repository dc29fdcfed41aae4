import type { Case } from '../core/model/case.js';
import { findControl } from './control.js';
import type { Role } from './request-scheduler.js';

const ROLES: readonly Role[] = ['leads', 'alone', 'follows'];

/**
 * The places of a plan's cases in the order in which they are asked, the control case first. For whose answers others wait
 * comes before all else, and who waits for them comes last: by then nobody has to. What is wrong on purpose comes after
 * all that is not: a gateway may put its upstream aside for it, or lock the key out. A plain request is kept for the end,
 * to show whether the endpoint still works.
 */
export function orderCases(cases: readonly Case[], roleOf: (place: number) => Role): readonly number[] {
  const control = cases[findControl(cases)];
  const last = plainest(
    cases.filter((each, n) => each !== control && each.about === control?.about && roleOf(n) === 'alone'),
  );
  const ranks = cases.map((each, n) => {
    if (each === control) return -1;
    const rank = ROLES.indexOf(roleOf(n)) + (each.mistake === null ? 0 : ROLES.length);
    return each === last ? Number.POSITIVE_INFINITY : rank;
  });
  return [...cases.keys()].toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
}

/** The last of those that cost least, of all that must be accepted; undefined where there are none. */
function plainest(cases: readonly Case[]): Case | undefined {
  const testCase = cases.filter(({ expects, steps }) => expects === 'accepted' && steps.every(({ stream }) => !stream));
  const least = Math.min(...testCase.map(costOf));
  return testCase.findLast((each) => costOf(each) === least);
}

function costOf({ steps, maxTokens }: Case): number {
  return steps.length * (maxTokens ?? Number.POSITIVE_INFINITY);
}
