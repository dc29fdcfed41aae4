import type { Spec } from '../model/spec.js';
import { groupBy } from './group-by.js';
import { mergeEntries, type Entry } from './merge-entries.js';
import { requestsOf } from './requests-of.js';

/**
 * Leaves the cases that a suite calls costly to the specs that have room for them: where a run by one spec would ask more
 * than it may, they are omitted there, each with what shows nearly the same. What is selected is counted, so that a run of
 * one suite may ask all of it.
 * @param most how many requests a run by one spec may ask, where all joined ones stand
 */
export function leaveOutCostly(entries: readonly Entry[], most: number): readonly Entry[] {
  const bySpec = groupBy(entries, ({ spec }) => spec);
  const crowded = new Set([...bySpec.keys()].filter((spec) => countRequests(bySpec.get(spec) ?? [], spec) > most));
  return entries.map((entry): Entry => {
    const costly = 'candidate' in entry.placed ? entry.placed.candidate.costly : undefined;
    return costly === undefined || !crowded.has(entry.spec) ? entry : { ...entry, placed: { needs: costly } };
  });
}

function countRequests(entries: readonly Entry[], spec: Spec): number {
  const cases = [...groupBy(entries, ({ id }) => id).values()].flatMap((group) => mergeEntries(group).cases);
  return requestsOf(cases, [spec]).sent.length;
}
