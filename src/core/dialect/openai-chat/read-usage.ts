import type { Answer } from '../../model/answer.js';
import type { Place } from '../../model/divergence.js';
import type { Json, JsonObject } from '../../model/json.js';
import { isObject } from '../../wire/narrow.js';
import { placeOf } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { bodiesOf } from './bodies.js';

/** The usage of an answer; of a stream the last one. */
export interface ReadUsage {
  readonly value: JsonObject;
  /** The count of that name where it is a whole number; null otherwise. */
  count(...names: readonly string[]): number | null;
  /** A place in it, by a pointer below it. */
  at(pointer: string): Place;
}

/** The usage of an answer, null where it has none. */
export function readUsage(answer: Answer): ReadUsage | null {
  const holder = bodiesOf(answer).findLast(({ value }) => isObject(member(value, 'usage')));
  const value = member(holder?.value, 'usage');
  if (!holder || !isObject(value)) return null;
  return {
    value,
    count(...names) {
      let found: Json | undefined = value;
      for (const name of names) found = member(found, name);
      return typeof found === 'number' && Number.isInteger(found) ? found : null;
    },
    at: (pointer) => placeOf(holder.chunk, `/usage${pointer}`),
  };
}
