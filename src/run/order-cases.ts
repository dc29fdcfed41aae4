import type { Case } from '../core/model/case.js';
import { findControl } from './preflight.js';
import type { Sharing } from './request-scheduler.js';

const ORDER: readonly Sharing[] = ['leads', 'alone', 'follows'];

/**
 * The positions of a plan's cases in the order in which they are sent, the control case first. Cases whose responses are
 * shared run first; cases that reuse them run last, so that nothing blocks. Deliberately wrong requests come after all
 * others: a gateway may suspend its upstream because of them, or lock the key. A plain request is kept for the end, to show
 * whether the endpoint still works.
 */
export function orderCases(cases: readonly Case[], sharingOf: (planned: number) => Sharing): readonly number[] {
  const control = cases[findControl(cases)];
  const last = plainest(
    cases.filter((each, n) => each !== control && each.about === control?.about && sharingOf(n) === 'alone'),
  );
  const ranks = cases.map((each, n) => {
    if (each === control) return -1;
    const rank = ORDER.indexOf(sharingOf(n)) + (each.mistake === null ? 0 : ORDER.length);
    return each === last ? Number.POSITIVE_INFINITY : rank;
  });
  return [...cases.keys()].toSorted((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
}

/** The last one of the cheapest cases that must be accepted; undefined when there are none. */
function plainest(cases: readonly Case[]): Case | undefined {
  const accepted = cases.filter(
    ({ expects, steps, combines }) =>
      expects === 'accepted' && combines === undefined && steps.every(({ stream }) => !stream),
  );
  const least = Math.min(...accepted.map(costOf));
  return accepted.findLast((each) => costOf(each) === least);
}

function costOf({ steps, maxTokens }: Case): number {
  return steps.length * (maxTokens ?? Number.POSITIVE_INFINITY);
}
