import type { Spec } from '../model/spec.js';
import { groupBy } from './group-by.js';
import { mergeEntries, type Entry } from './merge-entries.js';
import { requestsOf } from './requests-of.js';

/**
 * Skips the cases that a suite marks as costly under specs whose run would send too many requests. Only selected cases are
 * counted, so that a run of one suite sends all its cases.
 * @param most the most requests of a run by one spec, if every batched request is accepted
 */
export function leaveOutCostly(entries: readonly Entry[], most: number): readonly Entry[] {
  const bySpec = groupBy(entries, ({ spec }) => spec);
  const crowded = new Set([...bySpec.keys()].filter((spec) => countRequests(bySpec.get(spec) ?? [], spec) > most));
  return entries.map((entry): Entry => {
    const costly = 'candidate' in entry.placed ? entry.placed.candidate.costly : undefined;
    return costly === undefined || !crowded.has(entry.spec)
      ? entry
      : { ...entry, placed: { needs: costly, skipped: true } };
  });
}

function countRequests(entries: readonly Entry[], spec: Spec): number {
  const cases = [...groupBy(entries, ({ id }) => id).values()].flatMap((group) => mergeEntries(group).cases);
  return requestsOf(cases, [spec]).sent.length;
}
