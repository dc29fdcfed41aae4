import type { Json, JsonObject, JsonSchema } from '../../core/model/json.js';

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

/**
 * A value cut to what a schema documents: undocumented members go, a member whose type the schema does not know goes
 * too, and what the schema requires is there. So the answer of every provider is faithful to its own page.
 */
export function project(value: Json, schema: Json | undefined, root: JsonSchema): Json {
  const node = resolve(schema, root);
  if (node === null) return value;
  if (Array.isArray(value)) return value.map((item) => project(item, node['items'], root));
  const properties = documentedProperties(node, root);
  if (!isObject(value) || properties === null) return value;
  const required = new Set(Array.isArray(node['required']) ? node['required'] : []);
  const members: [string, Json][] = [];
  for (const [name, property] of Object.entries(properties)) {
    const member = value[name];
    if (member !== undefined && fitsType(member, property, root)) members.push([name, project(member, property, root)]);
    else if (required.has(name)) members.push([name, sample(resolve(property, root) ?? {})]);
  }
  return Object.fromEntries(members);
}

/** Whether a value has one of the types that a schema names at its top. */
export function fitsType(value: Json, schema: Json | undefined, root: JsonSchema): boolean {
  const node = resolve(schema, root);
  if (node === null) return true;
  if (node['const'] !== undefined && node['const'] !== value) return false;
  if (Array.isArray(node['enum']) && !node['enum'].includes(value)) return false;
  const branches = node['anyOf'] ?? node['oneOf'];
  if (Array.isArray(branches) && !branches.some((branch: Json) => fitsType(value, branch, root))) return false;
  const type = node['type'];
  if (type === undefined) return true;
  const types: readonly Json[] = Array.isArray(type) ? type : [type];
  return types.includes(jsonType(value)) || (types.includes('number') && jsonType(value) === 'integer');
}

function jsonType(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The properties that a node documents, through `allOf`; null where it documents none. */
function documentedProperties(node: JsonObject, root: JsonSchema): JsonObject | null {
  const parts = Array.isArray(node['allOf']) ? node['allOf'].map((part: Json) => resolve(part, root)) : [];
  const all = [node, ...parts].flatMap((part) =>
    part !== null && isObject(part['properties']) ? [part['properties']] : [],
  );
  return all.length === 0 ? null : Object.assign({}, ...all);
}

/** A schema node with its local `$ref` followed; null where there is none. */
function resolve(schema: Json | undefined, root: JsonSchema): JsonObject | null {
  let node: Json | undefined = schema;
  for (let hops = 0; isObject(node) && typeof node['$ref'] === 'string' && hops < 16; hops += 1) {
    node = node['$ref']
      .replace(/^#\/?/u, '')
      .split('/')
      .filter((key) => key !== '')
      .reduce<Json | undefined>(
        (parent, key) => (isObject(parent) ? parent[key.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
        root,
      );
  }
  return isObject(node) ? node : null;
}
