import { levelRank } from '../../core/model/claim.js';
import { shortHash } from '../../core/report/divergence-key.js';
import { generalPlace } from '../../core/wire/place.js';
import type { Run, SeenDivergence, SharedDivergence } from './matrix.js';

type Seen = SharedDivergence['seen'][number];

/** Groups the divergences of all runs by spec, check, claim, level, kind and place, the heaviest and most common first. */
export function shareDivergences(runs: readonly Run[]): readonly SharedDivergence[] {
  const groups = new Map<string, { first: SeenDivergence; seen: Seen[] }>();
  for (const run of runs) {
    for (const each of run.divergences) {
      const group = groups.get(each.key) ?? { first: each, seen: [] };
      groups.set(each.key, group);
      group.seen.push({ run, cases: each.cases, occurrences: each.occurrences });
    }
  }
  return [...groups]
    .map(
      ([
        key,
        {
          first: { spec, divergence },
          seen,
        },
      ]) => ({
        id: `${divergence.kind}-${shortHash(key)}`,
        spec,
        divergence,
        place: generalPlace(divergence.at),
        seen,
      }),
    )
    .sort(
      (a, b) =>
        levelRank(b.divergence.level) - levelRank(a.divergence.level) ||
        b.seen.length - a.seen.length ||
        (a.id < b.id ? -1 : 1),
    );
}
