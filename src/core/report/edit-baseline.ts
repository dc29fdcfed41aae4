import type { BaselineEntry, KnownFinding } from '../model/baseline.js';
import type { Finding } from '../model/finding.js';
import { count, escapeUnseen } from '../wire/quote.js';
import type { Report } from '../model/report.js';
import { entryKey, isKnownDivergence } from './compare-baseline.js';
import { divergenceKey, resultKey } from './divergence-key.js';

/** What becomes of a baseline. */
export interface Edit {
  readonly add: readonly NewEntry[];
  readonly remove: readonly BaselineEntry[];
}

/**
 * The text of a baseline after an edit. All other bytes stay unchanged: order, comments, quotes. New entries are appended in
 * the given order.
 * @returns null if an entry shares its line with others (a list in brackets): then a person has to edit it
 */
export function editBaseline(text: string, entries: readonly BaselineEntry[], { add, remove }: Edit): string | null {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/u);
  const dashes = entries.map(({ lines: { first } }) => /^(\s*)-\s/u.exec(`${lines[first - 1] ?? ''} `)?.[1]);
  if (dashes.includes(undefined)) return null;
  const gone = new Set(remove.flatMap(({ lines: { first, last } }) => range(first, last)));
  const kept = lines.filter((_, n) => !gone.has(n + 1));
  while (kept.at(-1)?.trim() === '') kept.pop();
  const left = entries.length - remove.length + add.length;
  // An empty list needs its brackets, and its file must not contain other entries.
  const bare = kept.filter((line) => !/^\s*\[\s*\]\s*(#.*)?$/u.test(line));
  if (left === 0) return [...bare, '[]', ''].join(newline);
  const indent = dashes[0] ?? '';
  const added = add.flatMap((entry) => writeEntry(entry).trimEnd().split('\n')).map((line) => indent + line);
  return [...(entries.length === 0 ? bare : kept), ...added, ''].join(newline);
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

/** An entry before it is written to a file; its title becomes a comment. */
export type NewEntry = Omit<KnownFinding, 'lines'> & Pick<Finding, 'title'>;

/** Kinds that one finding gathers over different mistakes: a further mistake is not known with it. */
const GATHERED: ReadonlySet<Finding['kind']> = new Set<Finding['kind']>(['accepted-invalid', 'wrong-status']);

/** The entry that would know a finding, its reason still to be given. */
export function entryOf(finding: Finding): NewEntry {
  const { id, cases, kind, title, intermittent } = finding;
  const isGathered = GATHERED.has(kind) && finding.claims.length > 1;
  return {
    finding: id,
    title,
    cases: isGathered ? cases : null,
    seen: isGathered ? null : (cases[0] ?? null),
    reason: '',
    issue: null,
    expires: null,
    intermittent: intermittent !== undefined,
  };
}

/** An entry as YAML, to be pasted into a baseline: `- finding: …` and its other keys, ended by a newline. */
export function writeEntry({ title, finding, reason, cases, seen, issue, expires, intermittent }: NewEntry): string {
  const lines = [
    `- finding: ${scalar(finding)} # ${escapeUnseen(title)}`,
    `reason: ${scalar(reason)}`,
    ...(cases === null ? [] : ['cases:', ...cases.map((id) => `  - ${scalar(id)}`)]),
    ...(seen === null ? [] : [`seen: ${scalar(seen)}`]),
    ...(issue === null ? [] : [`issue: ${scalar(issue)}`]),
    ...(expires === null ? [] : [`expires: ${scalar(expires)}`]),
    ...(intermittent ? ['intermittent: true'] : []),
  ];
  return `${lines.join('\n  ')}\n`;
}

/** Texts that YAML reads as the same text without quotes. */
const PLAIN = /^(?!(?:true|false|null|yes|no|on|off)$)[a-z](?:[\w ./()-]*[\w./()-])?$/iu;

// JSON is YAML. The library that writes any YAML takes 40 ms to load, and every run would load it.
const scalar = (text: string): string => (PLAIN.test(text) ? text : JSON.stringify(text));

/** `finding schema-missing-field-1c9dtt2`; `streaming/basic of openai: sse-terminator missing-terminator at stream`. */
export function describeEntry(entry: BaselineEntry): string {
  if (isKnownDivergence(entry)) return `${entry.case} of ${entry.spec}: ${entry.check} ${entry.kind} at ${entry.place}`;
  const { finding, cases } = entry;
  return `finding ${finding}${cases === null ? '' : ` in ${count(cases.length, 'case')}`}`;
}

/**
 * How a baseline comes to know all findings above a note: an entry for each that it does not know, in place of the
 * entries that know single divergences of it. A new entry takes their reasons.
 */
export function newEntries(report: Pick<Report, 'findings' | 'results'>, entries: readonly BaselineEntry[]): Edit {
  const replaced = oldEntries(report, entries);
  const known = new Set(entries.filter((entry) => !isKnownDivergence(entry)).map(entryKey));
  const found = report.findings
    .filter(({ level }) => level !== 'note')
    .map((finding) => ({ entry: entryOf(finding), old: replaced.get(finding.id) ?? [] }))
    .filter(({ entry }) => !known.has(entryKey(entry)) || hasFurtherCases(entry, entries));
  const outgrown = found.flatMap(({ entry }) => entries.filter((each) => entryKey(each) === entryKey(entry)));
  return {
    add: found.map(({ entry, old }) =>
      takeOver(entry, [...old, ...outgrown.filter((each) => entryKey(each) === entryKey(entry))]),
    ),
    remove: [...new Set([...found.flatMap(({ old }) => old), ...outgrown])],
  };
}

/** Whether an entry knows a finding in some cases, and it is seen in others. */
function hasFurtherCases({ finding, cases }: NewEntry, entries: readonly BaselineEntry[]): boolean {
  const known = entries.flatMap((entry) =>
    !isKnownDivergence(entry) && entry.finding === finding ? [entry.cases] : [],
  );
  return known.every((each) => each !== null && (cases ?? []).some((id) => !each.includes(id)));
}

/** The entries of single divergences by the finding that these belong to. */
function oldEntries(
  report: Pick<Report, 'results'>,
  entries: readonly BaselineEntry[],
): ReadonlyMap<string, readonly BaselineEntry[]> {
  const byKey = new Map(entries.filter(isKnownDivergence).map((entry) => [entryKey(entry), entry]));
  const found = new Map<string, Set<BaselineEntry>>();
  for (const result of report.results) {
    for (const divergence of result.divergences) {
      const entry = byKey.get(`${resultKey(result)} ${divergenceKey(divergence)}`);
      if (entry === undefined || divergence.finding === undefined) continue;
      const those = found.get(divergence.finding) ?? new Set();
      found.set(divergence.finding, those.add(entry));
    }
  }
  return new Map([...found].map(([id, those]) => [id, [...those]]));
}

function takeOver(entry: NewEntry, old: readonly BaselineEntry[]): NewEntry {
  const reasons = [...new Set(old.map(({ reason }) => reason.trim()).filter((reason) => reason !== ''))];
  return {
    ...entry,
    reason: reasons.join('; '),
    issue: old.find(({ issue }) => issue !== null)?.issue ?? null,
    expires: old.flatMap(({ expires }) => expires ?? []).toSorted()[0] ?? null,
    intermittent: entry.intermittent || old.some(({ intermittent }) => intermittent),
  };
}
