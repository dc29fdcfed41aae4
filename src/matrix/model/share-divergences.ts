import { generalPlace } from '../../core/wire/place.js';
import type { Divergence } from '../../core/model/divergence.js';
import type { Run, SharedDivergence } from './matrix.js';
import { shortHash } from '../../core/report/short-hash.js';

const WEIGHT = { must: 0, should: 1, note: 2 } as const;

interface Seen {
  readonly run: Run;
  readonly divergence: Divergence;
  readonly cases: Set<string>;
  occurrences: number;
  readonly looks: Set<string>;
}

/** Groups the divergences of all runs: the same spec, check, claim, level, kind and place. The heaviest and widest first. */
export function shareDivergences(runs: readonly Run[]): readonly SharedDivergence[] {
  const groups = new Map<string, { spec: string; divergence: Divergence; seen: Map<Run, Seen> }>();
  for (const run of runs) {
    for (const { spec, case: id, divergences } of run.results.values()) {
      for (const divergence of divergences) {
        const key = divergenceKey(spec, divergence);
        const group = groups.get(key) ?? { spec, divergence, seen: new Map<Run, Seen>() };
        groups.set(key, group);
        const seen = group.seen.get(run) ?? { run, divergence, cases: new Set(), occurrences: 0, looks: new Set() };
        group.seen.set(run, seen);
        seen.cases.add(id);
        seen.occurrences += divergence.occurrences;
        seen.looks.add(
          `${divergence.expected} ≠ ${divergence.actual.replaceAll(/"[^"]{16,}"/gu, '"…"').replaceAll(/\d+/gu, '#')}`,
        );
      }
    }
  }
  return [...groups]
    .map(([key, { spec, divergence, seen }]) => share(key, spec, divergence, [...seen.values()]))
    .sort(
      (a, b) =>
        WEIGHT[a.divergence.level] - WEIGHT[b.divergence.level] ||
        b.seen.length - a.seen.length ||
        (a.id < b.id ? -1 : 1),
    );
}

/** What makes two divergences one kind; also the text behind its address. */
export function divergenceKey(spec: string, divergence: Divergence): string {
  const { check, claim, level, kind, at } = divergence;
  return [spec, check, claim, level, kind, generalPlace(at)].join(' ');
}

/** The address of a kind of divergence. */
export function divergenceId(spec: string, divergence: Divergence): string {
  return `${divergence.kind}-${shortHash(divergenceKey(spec, divergence))}`;
}

function share(key: string, spec: string, divergence: Divergence, seen: readonly Seen[]): SharedDivergence {
  return {
    id: `${divergence.kind}-${shortHash(key)}`,
    spec,
    divergence,
    place: generalPlace(divergence.at),
    seen: seen.map(({ run, divergence: first, cases, occurrences, looks }) => ({
      run,
      divergence: first,
      cases: [...cases],
      occurrences,
      look: [...looks].sort().join('\n'),
    })),
  };
}
