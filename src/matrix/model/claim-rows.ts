import { wordsKey } from './make-matrix.js';
import type { ClaimWords, Matrix, Run } from './matrix.js';

/** One claim with the targets that meet and break it. */
export interface ClaimRow {
  readonly id: string;
  /** Null if the revision that judged is not installed. */
  readonly words: ClaimWords | null;
  readonly met: readonly Run[];
  readonly broken: readonly Run[];
  readonly untested: readonly Run[];
  readonly uncheckable: readonly Run[];
}

/** The specs that judged a target of the matrix, by id. */
export function specsOf(matrix: Matrix): readonly string[] {
  return [...new Set(matrix.columns.flatMap(({ specs }) => specs.map(({ id }) => id)))].sort();
}

/** The claims of a spec over the newest run of each target. */
export function claimRows(matrix: Matrix, spec: string): readonly ClaimRow[] {
  interface Open {
    words: ClaimWords | null;
    readonly by: Record<'met' | 'broken' | 'untested' | 'uncheckable', Run[]>;
  }
  const rows = new Map<string, Open>();
  for (const run of matrix.columns) {
    const judged = run.specs.find(({ id }) => id === spec);
    if (judged === undefined) continue;
    for (const claim of run.claims) {
      if (claim.spec !== spec) continue;
      const row = rows.get(claim.id) ?? { words: null, by: { met: [], broken: [], untested: [], uncheckable: [] } };
      rows.set(claim.id, row);
      row.words ??= matrix.words.get(wordsKey(judged, claim.id)) ?? null;
      row.by[claim.status].push(run);
    }
  }
  return [...rows].map(([id, { words, by }]) => ({ id, words, ...by }));
}
