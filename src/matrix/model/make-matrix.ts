import type { Spec } from '../../core/model/spec.js';
import { clean } from '../../core/report/clean.js';
import { makeRun } from './make-run.js';
import type { ClaimWords, Matrix, Run, Target } from './matrix.js';
import type { RunInput } from '../../core/model/run-input.js';
import { shareFindings } from './share-findings.js';
import { makeSlugs } from './slug.js';
import { suiteRows } from './suite-rows.js';
import { viewsOf } from './view.js';

/** The input of a matrix. */
export interface MatrixInput<Input extends RunInput = RunInput> {
  readonly title: string;
  readonly runs: readonly Input[];
  /** Installed specs, for the words of their claims. A run that another revision judged gets none. */
  readonly specs: readonly Spec[];
  /** Suite ids in order, with their titles. */
  readonly suites: ReadonlyMap<string, string>;
  readonly now: Date;
  readonly tool: { readonly name: string; readonly version: string };
}

/** Makes the matrix of runs: columns, rows and shared findings. `inputOf` returns the input of a run. */
export function makeMatrix<Input extends RunInput>(
  input: MatrixInput<Input>,
): { readonly matrix: Matrix; readonly inputOf: (run: Run) => Input | undefined } {
  const slug = makeSlugs();
  // The oldest first, so that a later run does not change an address that exists.
  const inputs = input.runs.toSorted((a, b) => compare(a.report.run.startedAt, b.report.run.startedAt));
  const made = new Map(inputs.map((each) => [makeRun(each, input.now, slug), each] as const));
  const runs = [...made.keys()].sort(
    (a, b) => compare(fold(a.name), fold(b.name)) || compare(b.report.run.startedAt, a.report.run.startedAt),
  );
  const targets = groupTargets(runs);
  const matrix: Matrix = {
    title: clean(input.title),
    builtAt: input.now.toISOString(),
    tool: input.tool,
    views: viewsOf(runs.map(({ report }) => report)),
    runs,
    columns: newest(runs),
    targets,
    suites: suiteRows(runs, inputs, input.suites),
    findings: shareFindings(runs),
    words: claimWords(input.specs),
    auth: new Map(input.specs.map(({ id, auth }) => [id, auth])),
    sharedNames: new Set(targets.map(({ name }) => name).filter((name, i, all) => all.indexOf(name) !== i)),
  };
  return { matrix, inputOf: (run) => made.get(run) };
}

/** The key of a claim in `Matrix.words`. */
export function wordsKey(spec: { readonly id: string; readonly sha256: string }, claim: string): string {
  return `${spec.id} ${spec.sha256} ${claim}`;
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
const fold = (text: string): string => text.toLowerCase();

/** What identifies a target. Runs of unlike base URLs are never one target, whatever their names. */
const targetKey = ({ name, baseUrl, model }: Run): string => JSON.stringify([name, baseUrl, model]);

function newest(runs: readonly Run[]): readonly Run[] {
  const columns = new Map<string, Run>();
  for (const run of runs) {
    const key = `${targetKey(run)} ${run.version ?? ''}`;
    if (!columns.has(key)) columns.set(key, run);
  }
  return [...columns.values()];
}

function groupTargets(runs: readonly Run[]): readonly Target[] {
  const slug = makeSlugs();
  const groups = new Map<string, Run[]>();
  for (const run of runs) groups.set(targetKey(run), [...(groups.get(targetKey(run)) ?? []), run]);
  return [...groups.values()].map((group) => {
    const name = group[0]?.name ?? '';
    return { id: slug(name, 40), name, runs: group };
  });
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
