import type { Spec } from '../model/spec.js';
import { groupBy } from './group-by.js';
import { mergeEntries, type Entry } from './merge-entries.js';
import { requestsOf } from './requests-of.js';

/** The most requests of a run against one endpoint and one spec, joined requests that do not stand apart. */
const MOST_REQUESTS = 120;

/**
 * Leaves the cases that a suite calls costly to the specs that have room for them: where a run by one spec would ask more
 * than it may, they are omitted there, each with what shows nearly the same. What is selected is counted, so that a run of
 * one suite may ask all of it.
 */
export function leaveOutCostly(entries: readonly Entry[], specs: readonly Spec[], model: string): readonly Entry[] {
  const crowded = new Set(specs.filter((spec) => isCrowded(entries, spec, model)));
  return entries.map((entry): Entry => {
    const costly = 'candidate' in entry.offer ? entry.offer.candidate.costly : undefined;
    if (costly === undefined || !crowded.has(entry.spec)) return entry;
    return { ...entry, offer: { id: entry.id, needs: costly } };
  });
}

function isCrowded(entries: readonly Entry[], spec: Spec, model: string): boolean {
  const own = entries.filter((entry) => entry.spec === spec);
  const cases = [...groupBy(own, ({ id }) => id).values()].flatMap((group) => mergeEntries(group, model).cases);
  return requestsOf(cases, [spec]).sent.length > MOST_REQUESTS;
}
