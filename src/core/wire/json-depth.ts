import type { Json } from '../model/json.js';
import { isObject } from './json-guards.js';

/** Deeper than any documented body, and shallow enough for recursive readers. */
const MAX_DEPTH = 256;

/** The value itself, or a copy without everything below a depth that no documented schema reaches. */
export function limitDepth(value: Json): Json {
  return isDeep(value) ? copy(value, 0) : value;
}

/** Whether a value is nested deeper than any document of a provider or of ours. */
export function isDeep(value: Json): boolean {
  return isDeeper(value, MAX_DEPTH);
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
    return depth === MAX_DEPTH ? [] : value.map((each: Json) => copy(each, depth + 1));
  }
  const entries = depth === MAX_DEPTH ? [] : Object.entries(value);
  return Object.fromEntries(entries.map(([name, each]) => [name, copy(each, depth + 1)]));
}
