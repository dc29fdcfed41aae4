import type { Json, JsonObject } from '../../core/model/json.js';

const DEEPEST = 8;

/** An instance of a JSON Schema, the simplest that fits: what the reference model answers where a schema asks. */
export function sample(schema: Json | undefined, place: string | null = null, depth = 0): Json {
  if (!isObject(schema) || depth > DEEPEST) return {};
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum']) && schema['enum'][0] !== undefined) return schema['enum'][0];
  const branches = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(branches)) return sample(branches[0], place, depth + 1);
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(schema, place, depth);
    case 'array':
      return Array.from({ length: Math.min(3, number(schema['minItems'], 1)) }, () =>
        sample(schema['items'], place, depth + 1),
      );
    case 'integer':
      return Math.ceil(number(schema['minimum'], 1));
    case 'number':
      return number(schema['minimum'], 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return place ?? 'text';
  }
}

/** The first type that a schema names; an object where it has properties and names none. */
export function typeOf(schema: JsonObject): string {
  const type = schema['type'];
  if (typeof type === 'string') return type;
  if (Array.isArray(type) && typeof type[0] === 'string') return type[0];
  return isObject(schema['properties']) ? 'object' : 'string';
}

function sampleObject(schema: JsonObject, place: string | null, depth: number): JsonObject {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, sample(property, place, depth + 1)]),
  );
}

function number(value: Json | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
