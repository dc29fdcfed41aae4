import type { Divergence } from '../model/divergence.js';
import type { Finding } from '../model/finding.js';
import type { Report } from '../model/report.js';
import type { CaseResult } from '../model/case-result.js';
import { divergenceKey, resultKey } from './divergence-key.js';
import { escapeUnseen } from '../wire/quote.js';
import { groupDivergences } from './group.js';
import { describePlace } from '../wire/place.js';

/**
 * What became of a divergence from one report to the next. `unseen`: it is not there, but nor was it looked for: its case
 * was not run, could not be judged, or did not get as far as the claim.
 */
export type Change = 'new' | 'gone' | 'changed' | 'same' | 'unseen';

/** One divergence of either report. */
export interface DiffEntry {
  readonly change: Change;
  readonly case: string;
  readonly spec: string;
  /** As it was; null if it is new. */
  readonly old: Divergence | null;
  /** As it is; null if it is gone or unseen. */
  readonly new: Divergence | null;
}

/** One finding of either report, as it is; as it was if it is gone or unseen. */
export interface FindingChange {
  readonly change: Exclude<Change, 'changed'>;
  readonly finding: Finding;
  /** In how many cases it was found before. */
  readonly casesBefore: number;
}

/** Two reports: finding by finding, and divergence by divergence. */
export interface Diff {
  readonly findings: readonly FindingChange[];
  readonly entries: readonly DiffEntry[];
  readonly counts: Readonly<Record<Change, number>>;
  /** Whether a divergence above a note is new, or has become one. */
  readonly worse: boolean;
  /** What the reports do not share, and what makes them harder to compare: target, tool, specs. */
  readonly unlike: readonly string[];
}

/** Compares two reports by case, spec, check, kind and general place. */
export function diffReports(before: Report, after: Report): Diff {
  const now = indexReport(after);
  const then = indexReport(before);
  const entries: DiffEntry[] = [];
  for (const [key, { result, divergence }] of now.divergences) {
    const old = then.divergences.get(key)?.divergence ?? null;
    const change = old === null ? 'new' : isAlike(old, divergence) ? 'same' : 'changed';
    entries.push({ change, case: result.case, spec: result.spec, old, new: divergence });
  }
  for (const [key, { result, divergence }] of then.divergences) {
    if (now.divergences.has(key)) continue;
    const change = isSettled(now.results.get(resultKey(result)), divergence) ? 'gone' : 'unseen';
    entries.push({ change, case: result.case, spec: result.spec, old: divergence, new: null });
  }
  const count = (change: Change): number => entries.filter((entry) => entry.change === change).length;
  return {
    findings: diffFindings(before, after, entries),
    entries,
    counts: {
      new: count('new'),
      gone: count('gone'),
      changed: count('changed'),
      same: count('same'),
      unseen: count('unseen'),
    },
    worse: entries.some(isWorse),
    unlike: unlike(before, after),
  };
}

/** A finding is gone if all of its divergences are; if one was not tested again, the finding is `unseen`. */
function diffFindings(before: Report, after: Report, entries: readonly DiffEntry[]): readonly FindingChange[] {
  const then = new Map(before.findings.map((finding) => [finding.id, finding]));
  const now = new Set(after.findings.map(({ id }) => id));
  const unseen = new Set(entries.flatMap(({ change, old }) => (change === 'unseen' ? (old?.finding ?? []) : [])));
  return [
    ...after.findings.map((finding): FindingChange => {
      const old = then.get(finding.id);
      return { change: old === undefined ? 'new' : 'same', finding, casesBefore: old?.cases.length ?? 0 };
    }),
    ...before.findings
      .filter(({ id }) => !now.has(id))
      .map((finding): FindingChange => {
        const change = unseen.has(finding.id) ? 'unseen' : 'gone';
        return { change, finding, casesBefore: finding.cases.length };
      }),
  ];
}

interface Indexed {
  readonly results: ReadonlyMap<string, CaseResult>;
  readonly divergences: ReadonlyMap<string, { readonly result: CaseResult; readonly divergence: Divergence }>;
}

function indexReport({ results }: Report): Indexed {
  const divergences = results.flatMap((result) =>
    result.divergences.map(
      (divergence) => [`${resultKey(result)} ${divergenceKey(divergence)}`, { result, divergence }] as const,
    ),
  );
  return {
    results: new Map(results.map((result) => [resultKey(result), result])),
    // The first of two at one general place represents both.
    divergences: new Map(divergences.toReversed()),
  };
}

/** What was there word for word differs from answer to answer; only of a status it says something. */
function isAlike(old: Divergence, now: Divergence): boolean {
  const alike = (['level', 'claim', 'expected'] as const).every((key) => old[key] === now[key]);
  const sameOrigin = old.origin === undefined || now.origin === undefined || old.origin === now.origin;
  return alike && sameOrigin && (old.at.part !== 'status' || statusOf(old) === statusOf(now));
}

/** The status of the response, without the text of its body. */
function statusOf({ actual }: Divergence): string | undefined {
  return /\b[1-5]\d\d\b/u.exec(actual)?.[0];
}

/** Whether the later run looked where the divergence was and did not find it. */
export function isSettled(result: CaseResult | undefined, { claim }: Divergence): boolean {
  return result !== undefined && (result.verdict === 'conforms' || result.observed.includes(claim));
}

function isWorse({ change, old, new: now }: DiffEntry): boolean {
  if (now === null || now.level === 'note') return false;
  return change === 'new' || (change === 'changed' && old?.level === 'note');
}

function unlike(before: Report, after: Report): readonly string[] {
  const differences: string[] = [];
  const compare = (what: string, old: string, now: string): void => {
    if (old !== now) differences.push(`${what}: ${old} → ${now}`);
  };
  compare('target', before.target.baseUrl, after.target.baseUrl);
  compare('model', before.target.model ?? 'unknown', after.target.model ?? 'unknown');
  compare('tool', before.tool.version, after.tool.version);
  const specs = ({ specs: all }: Report): string => all.map(({ id, revision }) => `${id} (${revision})`).join(', ');
  compare('specs', specs(before), specs(after));
  for (const [name, { run }] of [
    ['the old', before],
    ['the new', after],
  ] as const)
    if (!run.complete) differences.push(`${name} run stopped early`);
  return differences;
}

/** The order of the changes in the text. Unchanged entries are only counted. */
const SHOWN: readonly Exclude<Change, 'same'>[] = ['new', 'changed', 'gone', 'unseen'];

const HEADS: Readonly<Record<Exclude<Change, 'same'>, string>> = {
  new: 'New divergences by case, with notes',
  changed: 'Changed divergences by case, with notes',
  gone: 'Gone divergences by case, with notes',
  unseen: 'Divergences not looked for again: not run, not judged, or not reached',
};

/** A diff as plain text: findings first, then divergences, those that several cases show alike as one. */
export function describeDiff(diff: Diff): string {
  const findings = describeFindings(diff);
  const parts = SHOWN.flatMap((change) => {
    const entries = diff.entries.filter((entry) => entry.change === change);
    return entries.length === 0 ? [] : [[`${HEADS[change]} (${entries.length})`, ...describe(entries)]];
  });
  const { counts } = diff;
  const sum = `${counts.new} new, ${counts.gone} gone, ${counts.changed} changed, ${counts.same} same${describeNotes(diff)}${counts.unseen === 0 ? '' : `, ${counts.unseen} not looked for again`}`;
  const acrossRuns = diff.unlike.length === 0 ? [] : [[`Differences between the runs: ${diff.unlike.join('; ')}`]];
  return [...acrossRuns, ...findings, ...parts, [sum]]
    .map((lines) => lines.map(escapeUnseen).join('\n'))
    .join('\n\n')
    .concat('\n');
}

/** How many of the unchanged entries are notes: ` (2 notes)`. Empty if none is. */
function describeNotes({ entries }: Diff): string {
  const notes = entries.filter(({ change, new: now }) => change === 'same' && now?.level === 'note').length;
  return notes === 0 ? '' : ` (${notes} ${notes === 1 ? 'note' : 'notes'})`;
}

const FINDING_HEADS: Readonly<Record<FindingChange['change'], string>> = {
  new: 'New findings',
  gone: 'Findings that are gone',
  same: 'Findings that are still there',
  unseen: 'Findings that were not looked for again',
};

/** The findings by what became of them, each with the number of its cases before and now. */
function describeFindings({ findings }: Diff): readonly (readonly string[])[] {
  return (['new', 'gone', 'unseen', 'same'] as const).flatMap((change) => {
    const those = findings.filter((each) => each.change === change && each.finding.level !== 'note');
    if (those.length === 0) return [];
    return [[FINDING_HEADS[change], ...those.map(describeFinding)]];
  });
}

function describeFinding({ change, finding, casesBefore }: FindingChange): string {
  const { level, title, spec, cases } = finding;
  const moved =
    change === 'same' && casesBefore !== cases.length ? `${casesBefore} → ${cases.length}` : `${cases.length}`;
  return `  ${level} ${title} [${spec}, ${moved} ${moved === '1' ? 'case' : 'cases'}]`;
}

function describe(entries: readonly DiffEntry[]): readonly string[] {
  const before = new Map<Divergence, Divergence>();
  const results = entries.flatMap(({ case: id, spec, old, new: now }) => {
    const shown = now ?? old;
    if (shown === null) return [];
    if (now !== null && old !== null) before.set(now, old);
    return [{ case: id, spec, divergences: [shown] }];
  });
  return groupDivergences(results).flatMap(({ spec, divergence, cases }) => {
    const old = before.get(divergence);
    return [
      `  ${divergence.level} ${describePlace(divergence.at)} ${divergence.kind} [${spec}, check ${divergence.check}]`,
      ...(old === undefined ? [] : [`    was: ${old.level}, ${old.sentence}`]),
      `    ${divergence.sentence}`,
      `    in ${listSome(cases)}`,
    ];
  });
}

const MOST = 5;

function listSome(cases: readonly string[]): string {
  return cases.length <= MOST ? cases.join(', ') : `${cases.slice(0, MOST).join(', ')} and ${cases.length - MOST} more`;
}
