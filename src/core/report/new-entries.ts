import type { BaselineEntry } from '../model/baseline.js';
import type { Report } from '../model/report.js';
import { entryKey } from './compare-baseline.js';
import { entryOf, type NewEntry } from './write-entry.js';

/** The entries that would know what diverged above a note and that no entry names, in the order of the report. */
export function newEntries(report: Report, entries: readonly BaselineEntry[]): readonly NewEntry[] {
  const named = new Set(entries.map(entryKey));
  const found = new Map<string, NewEntry>();
  for (const result of report.results) {
    for (const divergence of result.divergences) {
      if (divergence.level === 'note') continue;
      const entry = entryOf(result, divergence);
      const key = entryKey(entry);
      if (named.has(key)) continue;
      const twin = found.get(key);
      // Two claims may be broken at one place: the entry knows both, and comes and goes only where both do.
      found.set(key, twin === undefined ? entry : { ...twin, intermittent: twin.intermittent && entry.intermittent });
    }
  }
  return [...found.values()];
}
