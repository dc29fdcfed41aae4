import type { Json, JsonObject } from '../model/json.js';

/** The value where it is an object (no array, not null); else null. */
export function asObject(value: Json | undefined): JsonObject | null {
  return isObject(value) ? value : null;
}

/** Whether the value is an object: no array, not null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is an array; else an empty one. */
export function asArray(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** The value where it is a string; else null. */
export function asString(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** The value where it is a number; else null. */
export function asNumber(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
