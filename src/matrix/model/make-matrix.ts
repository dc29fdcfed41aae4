import type { Spec } from '../../core/model/spec.js';
import type { MeasuredClients } from '../../core/model/impact.js';
import { clean } from '../../core/report/clean.js';
import { groupBy } from '../../core/model/group-by.js';
import { compareSpecs } from '../../core/spec/compare-specs.js';
import type { RunSummary } from './make-run.js';
import type { ClaimWords, ComparedDocuments, Matrix, Run, Target } from './matrix.js';
import { shareFindings } from './share-findings.js';
import { makeSlugs, slugOf } from './slug.js';
import { suiteRows } from './suite-rows.js';
import { viewsOf } from './view.js';

/** The input of a matrix. */
export interface MatrixInput {
  readonly title: string;
  readonly runs: readonly RunSummary[];
  /** Installed specs, for the words of their claims. A run that another revision judged gets none. */
  readonly specs: readonly Spec[];
  /** Suite ids in order, with their titles. */
  readonly suites: ReadonlyMap<string, string>;
  /** The measurements with client libraries; absent if there are none. */
  readonly clients?: MeasuredClients | undefined;
  readonly now: Date;
  readonly tool: { readonly name: string; readonly version: string };
}

/** Makes the matrix of runs: columns, rows and shared findings. */
export function makeMatrix(input: MatrixInput): Matrix {
  const slug = makeSlugs();
  // The oldest first, so that a later run does not change an address that exists.
  const inOrder = input.runs
    .map((run, n) => ({ ...run, input: n }))
    .toSorted((a, b) => compare(a.startedAt, b.startedAt))
    .map((run): Run => ({ ...run, id: slug(describeRun(run)) }));
  const runs = inOrder.toSorted((a, b) => compare(fold(a.name), fold(b.name)) || compare(b.startedAt, a.startedAt));
  const targets = groupTargets(runs);
  const findings = shareFindings(runs);
  return {
    title: clean(input.title),
    builtAt: input.now.toISOString(),
    tool: input.tool,
    views: viewsOf(runs),
    runs,
    columns: newest(runs),
    targets,
    suites: suiteRows(inOrder, input.suites),
    findings,
    findingByKey: new Map(findings.map((each) => [`${each.finding.spec} ${each.finding.id}`, each])),
    words: claimWords(input.specs),
    documents: compareDocuments(input.specs),
    clients: input.clients?.measured ?? [],
    dialectOf: new Map(input.specs.map(({ id, dialect }) => [id, dialect])),
    auth: new Map(input.specs.map(({ id, auth }) => [id, auth])),
    sharedNames: new Set(targets.map(({ name }) => name).filter((name, i, all) => all.indexOf(name) !== i)),
  };
}

function describeRun({ name, version, date }: RunSummary): string {
  return [slugOf(name, 24), ...(version === null ? [] : [slugOf(version, 16)]), date.replaceAll('-', '')].join('-');
}

/** The documents of each dialect; the largest family first. */
function compareDocuments(specs: readonly Spec[]): readonly ComparedDocuments[] {
  const families = [...groupBy(specs, ({ dialect }) => dialect)].toSorted(([, a], [, b]) => b.length - a.length);
  return families.map(([dialect, own]) =>
    clean({
      dialect,
      specs: own.map(({ id, title, revision }) => ({ id, title, revision })),
      rows: compareSpecs(own),
    }),
  );
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
