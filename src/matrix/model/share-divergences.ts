import type { Divergence } from '../../core/model/divergence.js';
import { levelRank } from '../../core/model/claim.js';
import { shortHash } from '../../core/report/divergence-key.js';
import { generalPlace } from '../../core/wire/place.js';
import type { Run, SharedDivergence } from './matrix.js';

interface Seen {
  readonly run: Run;
  readonly cases: Set<string>;
  occurrences: number;
}

/** Groups the divergences of all runs by spec, check, claim, level, kind and place, the heaviest and most common first. */
export function shareDivergences(runs: readonly Run[]): readonly SharedDivergence[] {
  const groups = new Map<string, { spec: string; divergence: Divergence; seen: Map<Run, Seen> }>();
  for (const run of runs) {
    for (const { spec, case: id, divergences } of run.results.values()) {
      for (const divergence of divergences) {
        const key = keyOf(spec, divergence);
        const group = groups.get(key) ?? { spec, divergence, seen: new Map<Run, Seen>() };
        groups.set(key, group);
        const seen = group.seen.get(run) ?? { run, cases: new Set(), occurrences: 0 };
        group.seen.set(run, seen);
        seen.cases.add(id);
        seen.occurrences += divergence.occurrences;
      }
    }
  }
  return [...groups]
    .map(([key, { spec, divergence, seen }]) => ({
      id: `${divergence.kind}-${shortHash(key)}`,
      spec,
      divergence,
      place: generalPlace(divergence.at),
      seen: [...seen.values()].map((each) => ({ ...each, cases: each.cases.size })),
    }))
    .sort(
      (a, b) =>
        levelRank(b.divergence.level) - levelRank(a.divergence.level) ||
        b.seen.length - a.seen.length ||
        (a.id < b.id ? -1 : 1),
    );
}

function keyOf(spec: string, { check, claim, level, kind, at }: Divergence): string {
  return [spec, check, claim, level, kind, generalPlace(at)].join(' ');
}
