import type { Json, JsonObject, JsonSchema } from '../../core/model/json.js';
import { isObject, sample } from './sample.js';

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
