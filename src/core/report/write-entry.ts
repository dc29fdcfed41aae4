import { stringify } from 'yaml';
import type { BaselineEntry } from '../model/baseline.js';
import type { Divergence } from '../model/divergence.js';
import { generalPlace } from '../wire/place.js';

/** An entry before it stands in a file. */
export type NewEntry = Omit<BaselineEntry, 'lines'>;

/** The entry that would know a divergence, its reason still to be given. */
export function entryOf(result: { readonly case: string; readonly spec: string }, divergence: Divergence): NewEntry {
  return {
    case: result.case,
    spec: result.spec,
    check: divergence.check,
    kind: divergence.kind,
    place: generalPlace(divergence.at),
    reason: '',
    issue: null,
    expires: null,
    intermittent: divergence.intermittent !== undefined,
  };
}

/** An entry as YAML, to be pasted into a baseline: `- case: …` and its other keys, ended by a newline. */
export function writeEntry({ issue, expires, intermittent, ...rest }: NewEntry): string {
  const { case: id, spec, check, kind, place, reason } = rest;
  const entry = {
    case: id,
    spec,
    check,
    kind,
    place,
    reason,
    ...(issue === null ? {} : { issue }),
    ...(expires === null ? {} : { expires }),
    ...(intermittent ? { intermittent } : {}),
  };
  return stringify([entry], { lineWidth: 0 });
}

/** `streaming/basic of openai: sse-terminator missing-terminator at stream`. */
export function describeEntry(entry: Pick<BaselineEntry, 'case' | 'spec' | 'check' | 'kind' | 'place'>): string {
  return `${entry.case} of ${entry.spec}: ${entry.check} ${entry.kind} at ${entry.place}`;
}
