import type { Divergence } from '../model/divergence.js';
import type { CaseResult } from '../model/case-result.js';
import { generalPlace } from '../wire/place.js';
import { withoutTimes } from '../judge/sentence.js';

/** What several cases show alike: one entry for a person. */
export interface DivergenceGroup {
  readonly spec: string;
  /** The first divergence of its kind, as evidence. Its sentence does not say how often: the group does. */
  readonly divergence: Divergence;
  readonly cases: readonly string[];
  /** Over all cases. */
  readonly occurrences: number;
}

const WEIGHT = { must: 0, should: 1, note: 2 } as const;

/**
 * Groups divergences by spec, check, claim, kind, origin, what the baseline says and place (array positions
 * and chunk numbers apart); the new before the known, the heaviest first.
 */
export function groupDivergences(
  results: readonly Pick<CaseResult, 'case' | 'spec' | 'divergences'>[],
): readonly DivergenceGroup[] {
  const groups = new Map<string, { spec: string; divergence: Divergence; cases: Set<string>; occurrences: number }>();
  for (const result of results) {
    for (const divergence of result.divergences) {
      const key = [
        result.spec,
        divergence.check,
        divergence.claim,
        divergence.level,
        divergence.kind,
        generalPlace(divergence.at),
        divergence.origin ?? '',
        JSON.stringify(divergence.baseline ?? null),
      ].join(' ');
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, {
          spec: result.spec,
          divergence: { ...divergence, sentence: withoutTimes(divergence.sentence) },
          cases: new Set([result.case]),
          occurrences: divergence.occurrences,
        });
      } else {
        group.cases.add(result.case);
        group.occurrences += divergence.occurrences;
      }
    }
  }
  return [...groups.values()]
    .map((group) => ({ ...group, cases: [...group.cases] }))
    .sort(
      (a, b) =>
        isKnown(a) - isKnown(b) ||
        WEIGHT[a.divergence.level] - WEIGHT[b.divergence.level] ||
        b.cases.length - a.cases.length,
    );
}

function isKnown({ divergence }: DivergenceGroup): number {
  return divergence.baseline === undefined ? 0 : 1;
}

/** Cases that are inconclusive for the same reason. */
export interface DoubtGroup {
  readonly spec: string;
  readonly reason: string;
  readonly detail: string;
  readonly cases: readonly string[];
}

/** The inconclusive results by spec, reason and detail, in the order in which each was first met. */
export function groupDoubts(
  results: readonly Pick<CaseResult, 'case' | 'spec' | 'inconclusive'>[],
): readonly DoubtGroup[] {
  const groups = new Map<string, DoubtGroup & { readonly cases: string[] }>();
  for (const { case: id, spec, inconclusive } of results) {
    if (inconclusive === null) continue;
    const { reason, detail } = inconclusive;
    const key = JSON.stringify([spec, reason, detail]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { spec, reason, detail, cases: [id] });
    else group.cases.push(id);
  }
  return [...groups.values()];
}
