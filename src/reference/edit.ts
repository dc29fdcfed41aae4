import type { Json, JsonObject } from '../core/model/json.js';
import { isObject } from './sample.js';

/** An edit of one body, chunk or error. */
export type Edit = (document: JsonObject) => JsonObject;

/** The new value at a pointer, from the old one. `undefined` means absent, for both. */
type Make = (old: Json | undefined) => Json | undefined;

/** Changes the value at a pointer if its parent exists. A star for a position means every element. */
export function change(place: string, make: Make): Edit {
  const steps = place.split('/').slice(1);
  return (document) => {
    const changed = walk(document, steps, make);
    return isObject(changed) ? changed : document;
  };
}

/** Sets the value at a pointer. */
export function put(place: string, value: Json): Edit {
  return change(place, () => value);
}

/** Removes the values at these pointers. */
export function drop(...places: readonly string[]): Edit {
  return all(...places.map((place) => change(place, () => undefined)));
}

/** Replaces the value at a pointer if it exists. */
export function turn(place: string, make: (old: Json) => Json): Edit {
  return change(place, (old) => (old === undefined ? undefined : make(old)));
}

/** Adds members at the root. */
export function add(members: JsonObject): Edit {
  return (document) => ({ ...document, ...members });
}

/** Applies edits in order. */
export function all(...edits: readonly Edit[]): Edit {
  return (document) => edits.reduce((current, edit) => edit(current), document);
}

/** Applies an edit to the documents that match. */
export function when(is: (document: JsonObject) => boolean, edit: Edit): Edit {
  return (document) => (is(document) ? edit(document) : document);
}

function walk(value: Json, [step, ...rest]: readonly string[], make: Make): Json {
  if (step === undefined) return value;
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.flatMap((item, n) => {
      if (step !== '*' && step !== `${n}`) return [item];
      const made = rest.length === 0 ? make(item) : walk(item, rest, make);
      return made === undefined ? [] : [made];
    });
  }
  if (!isObject(value)) return value;
  const member = value[step];
  if (rest.length > 0) return member === undefined ? value : { ...value, [step]: walk(member, rest, make) };
  const made = make(member);
  if (made !== undefined) return { ...value, [step]: made };
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== step));
}

/** A string as it is; any other value as JSON. */
export const textIn = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
