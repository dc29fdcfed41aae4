import type { Json } from '../model/json.js';

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
