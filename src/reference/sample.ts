import { asArray } from '../core/wire/json.js';
import type { Json, JsonObject, JsonSchema } from '../core/model/json.js';
import { memoize } from '../core/model/memoize.js';

const DEEPEST = 8;

/**
 * An instance of a JSON Schema, the simplest that fits: what the reference model answers to a request with a schema.
 * @param place the text of strings
 * @param root the schema that `$ref`s point into
 */
export function sample(schema: Json | undefined, place: string | null = null, depth = 0, root?: JsonSchema): Json {
  const node = root === undefined ? schema : resolve(schema, root);
  if (!isObject(node) || depth > DEEPEST) return {};
  if (node['const'] !== undefined) return node['const'];
  if (Array.isArray(node['enum']) && node['enum'][0] !== undefined) return node['enum'][0];
  const branches = node['anyOf'] ?? node['oneOf'];
  if (Array.isArray(branches) && node['properties'] === undefined) return sample(branches[0], place, depth + 1, root);
  if (root !== undefined && node['type'] === undefined && Array.isArray(node['allOf']))
    return documentedProperties(node, root) === null
      ? sample(node['allOf'][0], place, depth + 1, root)
      : sampleObject(node, place, depth, root);
  switch (typeOf(node)) {
    case 'object':
      return sampleObject(node, place, depth, root);
    case 'array':
      return Array.from({ length: Math.min(3, number(node['minItems'], 1)) }, () =>
        sample(node['items'], place, depth + 1, root),
      );
    case 'integer':
      return Math.ceil(number(node['minimum'], 1));
    case 'number':
      return number(node['minimum'], 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return place ?? 'text';
  }
}

/** The first type that a schema names; an object if it has properties and names none. */
export function typeOf(schema: JsonObject): string {
  const type = schema['type'];
  if (typeof type === 'string') return type;
  if (Array.isArray(type) && typeof type[0] === 'string') return type[0];
  return isObject(schema['properties']) ? 'object' : 'string';
}

function sampleObject(schema: JsonObject, place: string | null, depth: number, root?: JsonSchema): JsonObject {
  const properties = (root === undefined ? null : documentedProperties(schema, root)) ?? schema['properties'];
  return Object.fromEntries(
    Object.entries(isObject(properties) ? properties : {}).map(([name, property]) => [
      name,
      sample(property, place, depth + 1, root),
    ]),
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
  const branches = node['anyOf'] ?? node['oneOf'];
  if (Array.isArray(branches) && node['properties'] === undefined) {
    const fitting = branches.filter((branch: Json) => fitsType(value, branch, root));
    if (fitting.length === 0) return sample(branches[0], null, 0, root);
    return project(value, mostAlike(value, fitting, root), root);
  }
  if (Array.isArray(value)) return value.map((item) => project(item, node['items'], root));
  const properties = documentedProperties(node, root);
  if (!isObject(value) || properties === null) return value;
  const required = requiredNames(node, root);
  const members: [string, Json][] = [];
  for (const [name, property] of Object.entries(properties)) {
    const member = value[name];
    if (member !== undefined && fitsType(member, property, root)) members.push([name, project(member, property, root)]);
    else if (required.has(name)) members.push([name, sample(property, null, 0, root)]);
  }
  return Object.fromEntries(members);
}

/** The branch that documents the most members of a value. */
function mostAlike(value: Json, branches: readonly Json[], root: JsonSchema): Json | undefined {
  const shared = (branch: Json): number => {
    const node = resolve(branch, root);
    const properties = node === null ? null : documentedProperties(node, root);
    const names = isObject(value) ? Object.keys(value) : [];
    return names.filter((name) => properties !== null && Object.hasOwn(properties, name)).length;
  };
  return branches.toSorted((a, b) => shared(b) - shared(a))[0];
}

/** Whether every branch of a schema at a path of members, `[]` for items, requires a member. */
export function requiresAt(root: JsonSchema, path: readonly string[], name: string): boolean {
  let nodes: readonly JsonObject[] = [root];
  for (const step of path) {
    nodes = nodes.flatMap((node): readonly JsonObject[] => {
      const inner = step === '[]' ? node['items'] : documentedProperties(node, root)?.[step];
      const found = resolve(inner, root);
      const branches = found?.['anyOf'] ?? found?.['oneOf'];
      if (found === null) return [];
      return Array.isArray(branches)
        ? branches.flatMap((branch: Json) => resolve(branch, root) ?? ([] as readonly JsonObject[]))
        : [found];
    });
  }
  const objects = nodes.filter((node) => documentedProperties(node, root) !== null);
  return objects.length > 0 && objects.every((node) => requiredNames(node, root).has(name));
}

/** The members that a node requires, through `allOf`. */
export const requiredNames = (node: JsonObject, root: JsonSchema): ReadonlySet<string> => requiredBelow(root)(node);

const requiredBelow = memoize((root: JsonSchema) =>
  memoize(
    (node: JsonObject): ReadonlySet<string> =>
      new Set(partsOf(node, root).flatMap((part) => asArray(part['required'] ?? null).map(String))),
  ),
);

/** Whether a value has one of the types that a schema names at its top. */
export function fitsType(value: Json, schema: Json | undefined, root: JsonSchema): boolean {
  const node = resolve(schema, root);
  if (node === null) return true;
  if (node['const'] !== undefined && node['const'] !== value) return false;
  if (Array.isArray(node['enum']) && !node['enum'].includes(value)) return false;
  const branches = node['anyOf'] ?? node['oneOf'];
  if (Array.isArray(branches) && !branches.some((branch: Json) => fitsType(value, branch, root))) return false;
  const parts = Array.isArray(node['allOf']) ? node['allOf'] : [];
  if (!parts.every((part: Json) => fitsType(value, part, root))) return false;
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

/** A node and everything that always applies to the same value: the parts of `allOf`. */
function partsOf(node: JsonObject, root: JsonSchema, depth = 0): readonly JsonObject[] {
  if (!Array.isArray(node['allOf']) || depth > DEEPEST) return [node];
  return [
    node,
    ...node['allOf'].flatMap((part: Json) => {
      const resolved = resolve(part, root);
      return resolved === null ? [] : partsOf(resolved, root, depth + 1);
    }),
  ];
}

/** The properties that a node documents, through `allOf`; null if it documents none. */
export const documentedProperties = (node: JsonObject, root: JsonSchema): JsonObject | null =>
  documentedBelow(root)(node);

const documentedBelow = memoize((root: JsonSchema) =>
  memoize((node: JsonObject): JsonObject | null => {
    const all = partsOf(node, root).flatMap((part) => (isObject(part['properties']) ? [part['properties']] : []));
    if (all.length === 0) return null;
    // A part of `allOf` that requires a member may name it with an empty schema, which describes nothing.
    const named = all.flatMap((properties) => Object.entries(properties));
    const described = named.filter(([, property]) => !isObject(property) || Object.keys(property).length > 0);
    return Object.fromEntries([...named, ...described]);
  }),
);

/** A schema node with its local `$ref` followed; null if there is none. */
export function resolve(schema: Json | undefined, root: JsonSchema): JsonObject | null {
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
