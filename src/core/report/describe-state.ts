import type { Divergence } from '../model/divergence.js';

/** What is to be said of a divergence beside what it is, in the words of every reporter: known, and how often seen. */
export function describeState({
  baseline,
  intermittent,
}: Pick<Divergence, 'baseline' | 'intermittent'>): readonly string[] {
  return [
    ...(baseline === undefined
      ? []
      : [
          `known: ${baseline.reason.trim() === '' ? 'no reason is given' : baseline.reason}${baseline.issue === null ? '' : ` (${baseline.issue})`}`,
        ]),
    ...(intermittent === undefined ? [] : [`intermittent: seen ${intermittent.seen} of ${intermittent.of} times`]),
  ];
}
