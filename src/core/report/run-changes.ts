import type { Divergence } from '../model/divergence.js';
import type { Report } from '../model/report.js';
import type { SpecRevision } from '../model/spec.js';
import { type Diff, type DiffEntry, diffReports, type FindingChange, isSettled } from './diff.js';
import { divergenceKey, resultKey } from './divergence-key.js';

/**
 * Why a finding is new or gone. `documents`: the earlier responses show the same by the later documents. `tool`: the same
 * by another version of this tool. `behaviour`: the responses differ. `unknown`: one of the runs does not show it.
 */
export type ChangeCause = 'documents' | 'tool' | 'behaviour' | 'unknown';

/** A finding that is new or gone, with the cause. */
export interface CausedFinding extends FindingChange {
  readonly change: 'new' | 'gone' | 'unseen';
  readonly cause: ChangeCause;
}

/** A value of the earlier and of the later run; null: not in that run. */
export interface Replaced<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** A spec, by its revisions. */
export interface ChangedSpec extends Replaced<string> {
  readonly spec: string;
}

/** What changed from one run to a later one, with the causes kept apart. */
export interface RunChanges {
  /** The specs that promise something else, by their revisions. */
  readonly documents: readonly ChangedSpec[];
  /** The specs whose quotations only have other lines, addresses or dates. */
  readonly moved: readonly ChangedSpec[];
  /** The models that the responses name, if they differ; null in it: the responses of that run name none. */
  readonly model: Replaced<readonly string[]> | null;
  readonly tool: Replaced<string> | null;
  /** Without notes. */
  readonly findings: readonly CausedFinding[];
}

/** A report, and the models that its responses name; null if there is no record of them. */
export interface ReportedRun {
  readonly report: Report;
  readonly models: readonly string[] | null;
}

/** Whether a later run was judged by other documents or by another version of the tool. */
export function isJudgedAlike(before: Report, after: Report): boolean {
  return before.tool.version === after.tool.version && changedDocuments(before, after).length === 0;
}

/**
 * Compares two runs.
 * @param again the earlier responses, judged as the later ones were; null if that is not possible. It is needed only if
 * the runs were not judged alike
 */
export function compareRuns(
  before: ReportedRun,
  after: ReportedRun,
  again: Report | null,
): { readonly changes: RunChanges; readonly diff: Diff } {
  const diff = diffReports(before.report, after.report);
  const causeOf = causeFinder(before.report, after.report, again);
  const findings = diff.findings.flatMap((each): readonly CausedFinding[] => {
    const { change, finding } = each;
    if (change === 'same' || finding.level === 'note') return [];
    if (change === 'unseen') return [{ ...each, change, cause: 'unknown' }];
    const causes = diff.entries
      .filter((entry) => entry.spec === finding.spec && (entry.new ?? entry.old)?.finding === finding.id)
      .map(causeOf);
    const cause = (['behaviour', 'documents', 'tool'] as const).find((one) => causes.includes(one)) ?? 'unknown';
    return [{ ...each, change, cause }];
  });
  const tools = { before: before.report.tool.version, after: after.report.tool.version };
  return {
    diff,
    changes: {
      documents: changedDocuments(before.report, after.report),
      moved: movedDocuments(before.report, after.report),
      model: changedModels(before.models, after.models),
      tool: tools.before === tools.after ? null : tools,
      findings,
    },
  };
}

function changedDocuments(before: Report, after: Report): readonly ChangedSpec[] {
  return compareSpecs(before, after, (was, is) => !isSameText(was, is) && !isSameMeaning(was, is));
}

function movedDocuments(before: Report, after: Report): readonly ChangedSpec[] {
  return compareSpecs(before, after, (was, is) => !isSameText(was, is) && isSameMeaning(was, is));
}

type Revision = SpecRevision | undefined;

const isSameText = (was: Revision, is: Revision): boolean => was?.sha256 === is?.sha256;

/** False for records of earlier versions, which do not show it. */
const isSameMeaning = (was: Revision, is: Revision): boolean =>
  was?.meaning !== undefined && was.meaning === is?.meaning;

function compareSpecs(
  before: Report,
  after: Report,
  isChanged: (was: Revision, is: Revision) => boolean,
): readonly ChangedSpec[] {
  const [old, now] = [before, after].map(({ specs }) => new Map(specs.map((spec) => [spec.id, spec])));
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((spec) => {
    const [was, is] = [old?.get(spec), now?.get(spec)];
    return isChanged(was, is) ? [{ spec, before: was?.revision ?? null, after: is?.revision ?? null }] : [];
  });
}

function changedModels(
  before: readonly string[] | null,
  after: readonly string[] | null,
): Replaced<readonly string[]> | null {
  const key = (models: readonly string[] | null): string => JSON.stringify((models ?? []).toSorted());
  if (key(before) === key(after)) return null;
  const known = (models: readonly string[] | null) => (models === null || models.length === 0 ? null : models);
  return { before: known(before), after: known(after) };
}

/** Whether the responses of both runs name models, and other ones. */
export function isOtherModel({ model }: RunChanges): boolean {
  return model !== null && model.before !== null && model.after !== null;
}

function causeFinder(before: Report, after: Report, again: Report | null): (entry: DiffEntry) => ChangeCause | null {
  const documents = new Set(changedDocuments(before, after).map(({ spec }) => spec));
  const isOtherTool = before.tool.version !== after.tool.version;
  const results = (report: Report) => new Map(report.results.map((result) => [resultKey(result), result]));
  const [earlier, judgedAgain] = [results(before), again === null ? null : results(again)];
  return ({ change, case: id, spec, old, new: now }) => {
    const divergence = now ?? old;
    if (divergence === null || change === 'same' || change === 'unseen') return null;
    const isAlike = !isOtherTool && !documents.has(spec);
    const known = isAlike ? earlier : judgedAgain;
    if (known === null) return 'unknown';
    const result = known.get(resultKey({ case: id, spec }));
    const had = result?.divergences.some((each) => isSameDivergence(each, divergence)) === true;
    // The earlier responses, judged as the later ones: what they do not show has changed since.
    if (change === 'gone') return had ? 'behaviour' : otherJudgement(isOtherTool, documents.has(spec));
    if (had) return isAlike ? 'behaviour' : otherJudgement(isOtherTool, documents.has(spec));
    return isSettled(result, divergence) ? 'behaviour' : 'unknown';
  };
}

const isSameDivergence = (a: Divergence, b: Divergence): boolean => divergenceKey(a) === divergenceKey(b);

/** If both differ, nothing shows which of them is the cause. */
function otherJudgement(tool: boolean, documents: boolean): ChangeCause {
  if (tool && documents) return 'unknown';
  return documents ? 'documents' : 'tool';
}

/** The revisions of a spec whose documents changed. Two of one day have the same name. */
export function describeRevisions({ before, after }: Replaced<string>): string {
  return before === after ? `${before}, edited since` : `${before ?? 'absent'} → ${after ?? 'absent'}`;
}

/** The changes in a few lines, `documents: unchanged`. */
export function describeChanges({ documents, moved, model, tool, findings }: RunChanges): readonly string[] {
  const by = (cause: ChangeCause): string | null => countFindings(findings.filter((each) => each.cause === cause));
  const revisions = documents.map((each) => `${each.spec} ${describeRevisions(each)}`);
  const unknown = by('unknown');
  const depending = by('documents') ?? (unknown === null ? 'no finding depends on it' : null);
  const lines = [
    `documents: ${documents.length === 0 ? 'unchanged' : [...revisions, ...(depending === null ? [] : [depending])].join('; ')}`,
    `behaviour: ${by('behaviour') ?? 'unchanged'}`,
    `model: ${model === null ? 'unchanged' : `${listOf(model.before)} → ${listOf(model.after)}`}`,
  ];
  return [
    ...lines,
    ...(tool === null ? [] : [`tool: ${tool.before} → ${tool.after}${by('tool') === null ? '' : `; ${by('tool')}`}`]),
    ...(unknown === null ? [] : [`could not tell: ${unknown}`]),
    ...(moved.length === 0 ? [] : [`note: ${describeMoved(moved)}`]),
  ];
}

/** `the quotations of acme have other lines, addresses or dates` */
export function describeMoved(moved: readonly ChangedSpec[]): string {
  const specs = moved.map(({ spec }) => spec).join(', ');
  return `the quotations of ${specs} have other lines, addresses or dates, and promise the same`;
}

const listOf = (names: readonly string[] | null): string => names?.join(', ') ?? 'unknown';

const WORDS = { new: 'new', gone: 'gone', unseen: 'not looked for again' } as const;

function countFindings(findings: readonly CausedFinding[]): string | null {
  const counts = (['new', 'gone', 'unseen'] as const).flatMap((change) => {
    const n = findings.filter((each) => each.change === change).length;
    return n === 0 ? [] : [`${n} ${n === 1 ? 'finding' : 'findings'} ${WORDS[change]}`];
  });
  return counts.length === 0 ? null : counts.join(', ');
}
