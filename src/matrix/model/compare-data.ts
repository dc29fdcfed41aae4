import { lookOf } from './compare-runs.js';
import type { Matrix } from './matrix.js';
import { shortHash } from '../../core/report/short-hash.js';

/** What the page of comparisons reads, as JSON. */
export interface CompareData {
  readonly runs: readonly {
    readonly id: string;
    readonly name: string;
    readonly specs: readonly string[];
    /** Positions in `kinds`, each with a short name of what it looks like there. */
    readonly shows: readonly (readonly [kind: number, look: string])[];
  }[];
  /** Every kind of divergence: its address, level, spec and what it is. */
  readonly kinds: readonly (readonly [id: string, level: string, spec: string, text: string])[];
}

/** The runs and what each shows, as small as it goes. */
export function compareData(matrix: Matrix): string {
  const position = new Map(matrix.divergences.map((shared, i) => [shared, i]));
  const data: CompareData = {
    runs: matrix.runs.map((run) => ({
      id: run.id,
      name: [run.name, run.version, run.model, run.date].filter((part) => part !== null).join(' · '),
      specs: run.report.specs.map(({ id }) => id),
      shows: (matrix.divergencesOf.get(run) ?? []).map((shared) => [
        position.get(shared) ?? 0,
        shortHash(lookOf(shared, run)),
      ]),
    })),
    kinds: matrix.divergences.map(({ id, spec, divergence, place }) => [
      id,
      divergence.level,
      spec,
      `${divergence.kind} at ${place}, ${divergence.claim}`,
    ]),
  };
  return JSON.stringify(data);
}
