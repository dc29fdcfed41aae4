import type { BaselineEntry } from '../model/baseline.js';
import type { Report } from '../model/report.js';
import { entryKey } from './compare-baseline.js';
import { divergenceKey, resultKey } from './divergence-key.js';
import type { Edit } from './edit-baseline.js';
import { entryOf, isKnownDivergence, type NewEntry } from './write-entry.js';

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
