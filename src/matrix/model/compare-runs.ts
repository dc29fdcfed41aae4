import type { Matrix, Run, SharedDivergence } from './matrix.js';
import { caseCell } from './cells.js';
import type { State } from './state.js';

/** What came between two runs, by kind of divergence and by case. */
export interface Comparison {
  readonly added: readonly SharedDivergence[];
  readonly gone: readonly SharedDivergence[];
  /** Shown by both, but it looks different, or other cases show it. */
  readonly changed: readonly SharedDivergence[];
  readonly same: readonly SharedDivergence[];
  /** Cases whose state is another, by spec. */
  readonly cases: readonly {
    readonly id: string;
    readonly spec: string;
    readonly before: State;
    readonly after: State;
  }[];
}

/** Compares what two runs showed. Specs that judged only one of them are left out: absence there says nothing. */
export function compareRuns(matrix: Matrix, before: Run, after: Run): Comparison {
  const judgedBefore = new Set(before.report.specs.map(({ id }) => id));
  const specs = after.report.specs.map(({ id }) => id).filter((id) => judgedBefore.has(id));
  const of = (run: Run): readonly SharedDivergence[] =>
    (matrix.divergencesOf.get(run) ?? []).filter(({ spec }) => specs.includes(spec));
  const inBefore = new Set(of(before));
  const inAfter = new Set(of(after));
  const both = [...inAfter].filter((shared) => inBefore.has(shared));
  const isSame = (shared: SharedDivergence): boolean => lookOf(shared, before) === lookOf(shared, after);
  const rows = matrix.suites.flatMap(({ cases }) => cases);
  return {
    added: [...inAfter].filter((shared) => !inBefore.has(shared)),
    gone: [...inBefore].filter((shared) => !inAfter.has(shared)),
    changed: both.filter((shared) => !isSame(shared)),
    same: both.filter(isSame),
    cases: specs.flatMap((spec) =>
      rows
        .map(({ id }) => ({
          id,
          spec,
          before: caseCell(before, spec, id).state,
          after: caseCell(after, spec, id).state,
        }))
        .filter((row) => row.before !== row.after),
    ),
  };
}

/** What a divergence looks like in a run: its words, and the cases that show it. */
export function lookOf(shared: SharedDivergence, run: Run): string {
  const seen = shared.seen.find((each) => each.run === run);
  return seen === undefined ? '' : `${seen.look}\n${seen.cases.toSorted().join(' ')}`;
}
