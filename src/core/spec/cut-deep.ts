import type { Json } from '../model/json.js';
import { isObject } from '../wire/narrow.js';

/** Deeper than any documented body; shallow enough for readers that call themselves. */
const DEEPEST = 256;

/** The value itself, or a copy emptied below a depth that no documented schema reaches. Never overflows the stack. */
export function cutDeep(value: Json): Json {
  return isDeep(value) ? copy(value, 0) : value;
}

/** Whether a value is nested so deep that no document of ours or of a provider is. */
export function isDeep(value: Json): boolean {
  return isDeeper(value, DEEPEST);
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (!isObject(value)) return value.some((each) => isDeeper(each, levels - 1));
  for (const name in value) if (isDeeper(value[name] ?? null, levels - 1)) return true;
  return false;
}

function copy(value: Json, depth: number): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return depth === DEEPEST ? [] : value.map((each: Json) => copy(each, depth + 1));
  }
  const entries = depth === DEEPEST ? [] : Object.entries(value);
  return Object.fromEntries(entries.map(([name, each]) => [name, copy(each, depth + 1)]));
}
