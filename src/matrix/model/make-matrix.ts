import type { Spec } from '../../core/model/spec.js';
import { clean } from '../../core/report/clean.js';
import { makeRun } from './make-run.js';
import type { ClaimWords, Matrix, Run, SharedDivergence, Target } from './matrix.js';
import type { RunInput } from '../../core/model/run-input.js';
import { shareDivergences } from './share-divergences.js';
import { makeSlugs } from './slug.js';
import { suiteRows } from './suite-rows.js';

/** What a matrix is made of. */
export interface MatrixInput<Input extends RunInput = RunInput> {
  readonly title: string;
  readonly runs: readonly Input[];
  /** Installed specs, for the words of their claims. A run judged by another revision gets none. */
  readonly specs: readonly Spec[];
  /** Suite ids in order, with their titles. */
  readonly suites: ReadonlyMap<string, string>;
  readonly now: Date;
  readonly tool: { readonly name: string; readonly version: string };
}

/** Brings runs together: columns, rows, and what they have in common. `inputOf` leads back to what a run was made of. */
export function makeMatrix<Input extends RunInput>(
  input: MatrixInput<Input>,
): { readonly matrix: Matrix; readonly inputOf: (run: Run) => Input | undefined } {
  const slug = makeSlugs();
  // The oldest first, so that a further run changes no address that was given before.
  const inputs = input.runs.toSorted((a, b) => compare(a.report.run.startedAt, b.report.run.startedAt));
  const made = new Map(inputs.map((each) => [makeRun(each, input.now, slug), each] as const));
  const runs = [...made.keys()].sort(
    (a, b) => compare(fold(a.name), fold(b.name)) || compare(b.report.run.startedAt, a.report.run.startedAt),
  );
  const divergences = shareDivergences(runs);
  const matrix: Matrix = {
    title: clean(input.title),
    builtAt: input.now.toISOString(),
    tool: input.tool,
    runs,
    columns: newest(runs),
    targets: groupTargets(runs),
    suites: suiteRows(runs, inputs, input.suites),
    divergences,
    divergencesOf: byRun(divergences),
    words: claimWords(input.specs),
    auth: new Map(input.specs.map(({ id, auth }) => [id, auth])),
  };
  return { matrix, inputOf: (run) => made.get(run) };
}

/** The key under which `Matrix.words` keeps a claim. */
export function wordsKey(spec: { readonly id: string; readonly sha256: string }, claim: string): string {
  return `${spec.id} ${spec.sha256} ${claim}`;
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const fold = (text: string): string => text.toLowerCase();

function newest(runs: readonly Run[]): readonly Run[] {
  const columns = new Map<string, Run>();
  for (const run of runs) {
    const key = JSON.stringify([run.name, run.version, run.model]);
    if (!columns.has(key)) columns.set(key, run);
  }
  return [...columns.values()];
}

function groupTargets(runs: readonly Run[]): readonly Target[] {
  const slug = makeSlugs();
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.name, run.model]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()].map((group) => {
    const name = group[0]?.name ?? '';
    return { id: slug(name, 40), name, runs: group };
  });
}

function byRun(divergences: readonly SharedDivergence[]): ReadonlyMap<Run, readonly SharedDivergence[]> {
  const map = new Map<Run, SharedDivergence[]>();
  for (const shared of divergences) {
    for (const { run } of shared.seen) {
      const list = map.get(run) ?? [];
      map.set(run, list);
      list.push(shared);
    }
  }
  return map;
}

function claimWords(specs: readonly Spec[]): ReadonlyMap<string, ClaimWords> {
  return new Map(
    specs.flatMap((spec) =>
      spec.claims.map((claim) => {
        const doc = spec.docs.find(({ id }) => id === claim.doc) ?? null;
        return [wordsKey(spec, claim.id), clean({ claim, doc })] as const;
      }),
    ),
  );
}
