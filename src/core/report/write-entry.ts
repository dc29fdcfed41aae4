import { stringify } from 'yaml';
import type { BaselineEntry, KnownDivergence, KnownFinding } from '../model/baseline.js';
import type { Finding } from '../model/finding.js';
import { escapeUnseen } from '../wire/quote.js';

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
  const entry = {
    finding,
    reason,
    ...(cases === null ? {} : { cases }),
    ...(seen === null ? {} : { seen }),
    ...(issue === null ? {} : { issue }),
    ...(expires === null ? {} : { expires }),
    ...(intermittent ? { intermittent } : {}),
  };
  const [first = '', ...rest] = stringify([entry], { lineWidth: 0 }).split('\n');
  return [`${first} # ${escapeUnseen(title)}`, ...rest].join('\n');
}

/** Whether an entry is of the form of version 0.1.0. */
export function isKnownDivergence(entry: BaselineEntry): entry is KnownDivergence {
  return 'case' in entry;
}

/** `finding schema-missing-field-1c9dtt2`; `streaming/basic of openai: sse-terminator missing-terminator at stream`. */
export function describeEntry(entry: BaselineEntry): string {
  if (isKnownDivergence(entry)) return `${entry.case} of ${entry.spec}: ${entry.check} ${entry.kind} at ${entry.place}`;
  const { finding, cases } = entry;
  return `finding ${finding}${cases === null ? '' : ` in ${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`}`;
}
