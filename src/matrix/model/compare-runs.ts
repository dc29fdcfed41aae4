import { caseCell } from './cells.js';
import type { Matrix, Run, SharedFinding } from './matrix.js';
import { findingsOf, seenIn } from './share-findings.js';
import type { State } from './state.js';

/** The differences between two runs, A and B, by finding and by case. */
export interface Comparison {
  readonly onlyA: readonly SharedFinding[];
  readonly onlyB: readonly SharedFinding[];
  /** Both show it, with other values or in other cases. */
  readonly different: readonly SharedFinding[];
  readonly same: readonly SharedFinding[];
  /** Cases with different states, by spec. */
  readonly cases: readonly { readonly id: string; readonly spec: string; readonly a: State; readonly b: State }[];
}

/** Compares two runs by the specs that judged both. */
export function compareRuns(matrix: Matrix, a: Run, b: Run): Comparison {
  const judgedA = new Set(a.specs.map(({ id }) => id));
  const specs = b.specs.map(({ id }) => id).filter((id) => judgedA.has(id));
  const of = (run: Run): readonly SharedFinding[] =>
    findingsOf(matrix, run).filter(({ finding }) => specs.includes(finding.spec));
  const inA = new Set(of(a));
  const inB = new Set(of(b));
  const both = [...inB].filter((shared) => inA.has(shared));
  const isSame = (shared: SharedFinding): boolean => seenIn(shared, a)?.look === seenIn(shared, b)?.look;
  const rows = matrix.suites.flatMap(({ cases }) => cases);
  return {
    onlyA: [...inA].filter((shared) => !inB.has(shared)),
    onlyB: [...inB].filter((shared) => !inA.has(shared)),
    different: both.filter((shared) => !isSame(shared)),
    same: both.filter(isSame),
    cases: specs.flatMap((spec) =>
      rows
        .map(({ id }) => ({ id, spec, a: caseCell(a, spec, id).state, b: caseCell(b, spec, id).state }))
        .filter((row) => row.a !== row.b),
    ),
  };
}

/** What the script of the page Compare reads, as JSON. */
export interface CompareData {
  readonly runs: readonly {
    readonly id: string;
    readonly name: string;
    /** Equal for runs of one target. */
    readonly target: string;
    readonly specs: readonly string[];
    /** Positions in `findings`, each with a hash of what it looks like there. */
    readonly shows: readonly (readonly [finding: number, look: string])[];
  }[];
  /** Every finding: its address, level, spec and title. */
  readonly findings: readonly (readonly [slug: string, level: string, spec: string, title: string])[];
}

/** The runs with their findings, in few bytes. */
export function compareData(matrix: Matrix): string {
  const target = new Map(matrix.targets.flatMap(({ id, runs }) => runs.map((run) => [run, id] as const)));
  const data: CompareData = {
    runs: matrix.runs.map((run) => ({
      id: run.id,
      name: [run.name, run.version, run.model, run.date].filter((part) => part !== null).join(' · '),
      target: target.get(run) ?? run.id,
      specs: run.specs.map(({ id }) => id),
      shows: matrix.findings.flatMap((shared, i) => {
        const seen = seenIn(shared, run);
        return seen === undefined ? [] : [[i, seen.look] as const];
      }),
    })),
    findings: matrix.findings.map(({ slug, finding }) => [slug, finding.level, finding.spec, finding.title]),
  };
  return JSON.stringify(data);
}
