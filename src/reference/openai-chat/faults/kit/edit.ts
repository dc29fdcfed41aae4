import type { Json, JsonObject } from '../../../../core/model/json.js';
import { isObject } from '../../sample.js';

/** A change of one body, chunk or error. */
export type Edit = (document: JsonObject) => JsonObject;

/** What stands at a place, made from what stood there; `undefined` is absent, before and after. */
type Make = (old: Json | undefined) => Json | undefined;

/** Changes what stands at a place, where what encloses it is there. In a place like `/choices/N/index` a star in place of N means every element. */
export function change(place: string, make: Make): Edit {
  const steps = place.split('/').slice(1);
  return (document) => {
    const changed = walk(document, steps, make);
    return isObject(changed) ? changed : document;
  };
}

/** Sets a member to the same value everywhere. */
export function put(place: string, value: Json): Edit {
  return change(place, () => value);
}

/** Takes a member out. */
export function drop(...places: readonly string[]): Edit {
  return all(...places.map((place) => change(place, () => undefined)));
}

/** Makes another value of one that is there. */
export function turn(place: string, make: (old: Json) => Json): Edit {
  return change(place, (old) => (old === undefined ? undefined : make(old)));
}

/** Adds members at the top. */
export function add(members: JsonObject): Edit {
  return (document) => ({ ...document, ...members });
}

/** One edit after the other. */
export function all(...edits: readonly Edit[]): Edit {
  return (document) => edits.reduce((current, edit) => edit(current), document);
}

/** An edit of those documents alone that are so. */
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

/** A JSON value as text: itself where it is one. */
export const textIn = (value: Json | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
