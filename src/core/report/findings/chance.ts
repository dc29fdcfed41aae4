import { FEWEST_UNEXPLAINED, MOST_CHANCE } from '../../model/tolerances.js';
import { intermittent, unexplained } from './failure-causes.js';
import type { Cause } from './cause.js';
import type { RunFacts } from './exchange-facts.js';
import { areLargest, type Member } from './member.js';
import { common, isWithin, operationIn, type Features } from './request-features.js';

/**
 * The cause of requests that fail in the same words, if they may do so by chance: other requests get the same error now and
 * then, and nothing in them explains it. Null if no other request does, if chance is improbable, or if their size explains it.
 */
export function chanceOf([first, ...rest]: readonly Member[], run: RunFacts): Cause | null {
  const { exchanges } = run;
  const { error = null, status = 0 } = first?.facts ?? {};
  if (first === undefined || error === null) return null;
  if (status < 500 && areLargest([first, ...rest], run)) return null;
  const all = [...exchanges.values()];
  const failed = all.filter((each) => each.error?.signature === error.signature);
  const operations = new Set(failed.map(({ features }) => operationIn(features)));
  const answered = all.filter(({ accepted, features }) => accepted && operations.has(operationIn(features)));
  const isExplained = explains(
    answered.map(({ features }) => features),
    failed.map(({ features }) => features),
    status >= 500,
  );
  const always = failed.filter(({ features }) => isExplained(features));
  const passing = failed.length - always.length;
  const unlucky = new Set(always.map(({ features }) => features)).size;
  if (passing < (status >= 500 ? 1 : FEWEST_UNEXPLAINED) || unlucky === 0) return null;
  const rate = passing / (passing + answered.length);
  const expected = new Set(all.map(({ features }) => features)).size * rate ** (always.length / unlucky);
  if (probability(unlucky, expected) <= MOST_CHANCE) return null;
  return status >= 500 ? intermittent([first, ...rest]) : unexplained([first, ...rest]);
}

/**
 * Whether something in a request may explain its failure. A 5xx that passes when the request is sent again has no such
 * explanation. Other errors are not retried: they have none if an accepted request has all that the failed one has.
 */
function explains(
  accepted: readonly Features[],
  failed: readonly Features[],
  retried: boolean,
): (features: Features) => boolean {
  const kinds = new Set(accepted);
  if (retried) return (features) => !kinds.has(features);
  const lacking = [...common([...kinds])].some((feature) => failed.every((each) => !each.has(feature)));
  return (features) => lacking || ![...kinds].some((each) => isWithin(features, each));
}

/** An upper bound for the probability of so many rare events if so many are expected. */
function probability(events: number, expected: number): number {
  let bound = 1;
  for (let n = 1; n <= events; n++) bound *= expected / n;
  return bound;
}
