import type { Json, JsonObject } from '../model/json.js';
import { asString, isObject } from '../wire/json.js';
import { pointer } from '../wire/pointer.js';

/** A value of a file in its three states. Undefined: it is absent. */
interface Versions {
  /** As the earlier import wrote it. */
  readonly base: Json | undefined;
  /** As it is, perhaps edited. */
  readonly own: Json | undefined;
  /** As the later import writes it. */
  readonly next: Json | undefined;
}

/**
 * Merges the edits of a person and the changes of a document. If both changed a value, the person's stays.
 * Objects are merged by key, lists of objects with an `id` by id, lists of texts as sets.
 * @param at the place of the value, a JSON Pointer
 * @param kept receives the places that stay as edited although the document changed there
 */
export function mergeJson({ base, own, next }: Versions, at: string, kept: string[]): Json | undefined {
  if (isSame(base, next) || isSame(own, next)) return own;
  if (isSame(base, own)) return next;
  if (isObject(own) && isObject(next)) return mergeObjects({ base: isObject(base) ? base : {}, own, next }, at, kept);
  const lists = [base ?? [], own, next];
  if (lists.every(isIdList)) {
    const [a = {}, b = {}, c = {}] = lists.map(byId);
    return Object.values(mergeObjects({ base: a, own: b, next: c }, at, kept));
  }
  if (lists.every(isTextList)) {
    const [before = [], edited = [], later = []] = lists;
    const left = edited.filter((each) => later.includes(each) || !before.includes(each));
    return [...left, ...later.filter((each) => !before.includes(each) && !edited.includes(each))];
  }
  kept.push(at);
  return own;
}

function mergeObjects(
  versions: { readonly base: JsonObject; readonly own: JsonObject; readonly next: JsonObject },
  at: string,
  kept: string[],
): JsonObject {
  const { base, own, next } = versions;
  const names = new Set([...Object.keys(own), ...Object.keys(next)]);
  const valueOf = (object: JsonObject, name: string): Json | undefined =>
    Object.hasOwn(object, name) ? object[name] : undefined;
  const members = [...names].flatMap((name): readonly (readonly [string, Json])[] => {
    const inner = { base: valueOf(base, name), own: valueOf(own, name), next: valueOf(next, name) };
    const merged = mergeJson(inner, at + pointer(name), kept);
    return merged === undefined ? [] : [[name, merged]];
  });
  return Object.fromEntries(members);
}

const isIdList = (value: Json | undefined): value is JsonObject[] =>
  Array.isArray(value) && value.every((each) => isObject(each) && asString(each['id']) !== null);

const isTextList = (value: Json | undefined): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const byId = (list: readonly JsonObject[]): JsonObject =>
  Object.fromEntries(list.map((each) => [asString(each['id']) ?? '', each]));

/** Whether two values are the same JSON, in any order of keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonical(a) === canonical(b);
}

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonical(each)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}
