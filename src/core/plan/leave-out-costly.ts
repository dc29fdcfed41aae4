import type { Spec } from '../model/spec.js';
import { groupBy } from './group-by.js';
import { mergeEntries, type Entry } from './merge-entries.js';
import { requestsOf } from './requests-of.js';

interface Room {
  readonly specs: readonly Spec[];
  readonly model: string;
  /** Of a run by one spec, where all joined requests stand. */
  readonly mostRequests: number;
}

/**
 * Leaves the cases that a suite calls costly to the specs that have room for them: where a run by one spec would ask more
 * than it may, they are omitted there, each with what shows nearly the same. What is selected is counted, so that a run of
 * one suite may ask all of it.
 */
export function leaveOutCostly(entries: readonly Entry[], room: Room): readonly Entry[] {
  const crowded = new Set(room.specs.filter((spec) => isCrowded(entries, spec, room)));
  return entries.map((entry): Entry => {
    const costly = 'candidate' in entry.offer ? entry.offer.candidate.costly : undefined;
    if (costly === undefined || !crowded.has(entry.spec)) return entry;
    return { ...entry, offer: { id: entry.id, needs: costly } };
  });
}

function isCrowded(entries: readonly Entry[], spec: Spec, { model, mostRequests }: Room): boolean {
  if (mostRequests === Number.POSITIVE_INFINITY) return false;
  const own = entries.filter((entry) => entry.spec === spec);
  const cases = [...groupBy(own, ({ id }) => id).values()].flatMap((group) => mergeEntries(group, model).cases);
  return requestsOf(cases, [spec]).sent.length > mostRequests;
}
