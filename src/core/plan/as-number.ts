import type { Json } from '../model/json.js';

/** The value where it is a number; else null. */
export function asNumber(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
