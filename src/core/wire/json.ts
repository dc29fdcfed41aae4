import type { Json, JsonObject } from '../model/json.js';
import { fail, ok, type Result } from '../model/result.js';

/** A text as one JSON document, or why it is none. Never throws. */
export function parseJson(text: string): Result<Json, string> {
  try {
    return ok(JSON.parse(text) as Json);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** The value if it is an object (no array, not null); else null. */
export function asObject(value: Json | undefined): JsonObject | null {
  return isObject(value) ? value : null;
}

/** Whether the value is an object: no array, not null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is an array; else an empty one. */
export function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The value if it is a string; else null. */
export function asString(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** The value if it is a number; else null. */
export function asNumber(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** The JSON Schema type of a value, `nothing` for what is absent. An integral number is an `integer`. */
export function typeName(
  value: Json | undefined,
): 'nothing' | 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object' {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

/** All strings in a value, as deep as documented bodies are; names of members are none. */
export function stringsIn(value: Json): readonly string[] {
  const strings: string[] = [];
  const collect = (each: Json, levels: number): void => {
    if (typeof each === 'string') strings.push(each);
    else if (typeof each === 'object' && each !== null && levels > 0)
      for (const inner of isObject(each) ? Object.values(each) : each) collect(inner, levels - 1);
  };
  collect(value, MAX_DEPTH);
  return strings;
}

/** Deeper than any documented body, and shallow enough for recursive readers. */
export const MAX_DEPTH = 256;

/** The value itself, or a copy without everything below a depth that no documented schema reaches. */
export function limitDepth(value: Json): Json {
  return isDeep(value) ? copy(value, 0) : value;
}

/** Whether a value is nested deeper than any document of a provider or of ours. */
export function isDeep(value: Json): boolean {
  return isDeeper(value, MAX_DEPTH);
}

/** The value itself, or a copy in which no array has more than so many items. For values that are not deep. */
export function limitItems(value: Json, most: number): Json {
  return isLong(value, most) ? shorten(value, most) : value;
}

function isLong(value: Json, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!isObject(value)) return value.length > most || value.some((each) => isLong(each, most));
  for (const name in value) if (isLong(value[name] ?? null, most)) return true;
  return false;
}

function shorten(value: Json, most: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (!isObject(value)) return value.slice(0, most).map((each) => shorten(each, most));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shorten(each, most)]));
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (!isObject(value)) {
    for (const each of value) if (isDeeper(each, levels - 1)) return true;
    return false;
  }
  for (const name in value) if (isDeeper(value[name] ?? null, levels - 1)) return true;
  return false;
}

function copy(value: Json, depth: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return depth === MAX_DEPTH ? [] : value.map((each: Json) => copy(each, depth + 1));
  }
  const entries = depth === MAX_DEPTH ? [] : Object.entries(value);
  return Object.fromEntries(entries.map(([name, each]) => [name, copy(each, depth + 1)]));
}

/** JSON that is equal for objects whose members only differ in their order. */
export function sortedJson(value: Json): string {
  return JSON.stringify(value, (_, each: Json) => {
    const object = asObject(each);
    if (object === null) return each;
    return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
}
