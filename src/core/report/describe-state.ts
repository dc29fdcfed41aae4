import type { Divergence } from '../model/divergence.js';

/** The state of a divergence in the words of every reporter: whether it is known, and how often it occurred. */
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
