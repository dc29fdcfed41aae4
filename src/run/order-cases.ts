import type { Case } from '../core/model/case.js';
import { findControl } from './control.js';

/**
 * The places of a plan's cases in the order in which they are asked, the control case first. What waits for the answers
 * of others comes after them: until then nobody has to wait. What is wrong on purpose comes after all that is not: a
 * gateway may put its upstream aside for it, or lock the key out. A plain request is kept for the end, to show whether
 * the endpoint still works.
 */
export function orderCases(cases: readonly Case[], follows: (place: number) => boolean): readonly number[] {
  const control = cases[findControl(cases)];
  const last = plainest(cases.filter((each, n) => each !== control && each.about === control?.about && !follows(n)));
  const rank = (n: number): number => {
    if (cases[n] === control) return -1;
    return cases[n] === last ? 4 : (cases[n]?.mistake === null ? 0 : 2) + Number(follows(n));
  };
  return [...cases.keys()].toSorted((a, b) => rank(a) - rank(b));
}

/** The last of those that cost least, of all that must be accepted; undefined where there are none. */
function plainest(cases: readonly Case[]): Case | undefined {
  const asked = cases.filter(({ expects, steps }) => expects === 'accepted' && steps.every(({ stream }) => !stream));
  const least = Math.min(...asked.map(costOf));
  return asked.findLast((each) => costOf(each) === least);
}

function costOf({ steps, maxTokens }: Case): number {
  return steps.length * (maxTokens ?? Number.POSITIVE_INFINITY);
}
