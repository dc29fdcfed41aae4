import type { Json, JsonObject } from '../../../src/core/model/json.js';
import { valueAt } from '../../../src/core/wire/pointer.js';
import { isObject } from '../../../src/reference/sample.js';

const DEEPEST = 12;
/** Texts for formats and patterns that not every text fits. */
const TEXTS = ['words', 'https://example.com/', '2026-11-20', 'chatcmpl-abc123'];
const FORMATS: Readonly<Record<string, string>> = {
  uri: 'https://example.com/',
  date: '2026-11-20',
  'date-time': '2026-11-20T12:00:00Z',
};

/** A schema node with everything that it refers to or joins: `$ref`, `allOf`, the branch of an `if` that its first word takes, and the first branch of a union. */
export function partsOf(schema: Json | undefined, root: JsonObject, depth = 0): readonly JsonObject[] {
  if (!isObject(schema) || depth > DEEPEST) return [];
  const referred = typeof schema['$ref'] === 'string' ? valueAt(root, schema['$ref'].slice(1)) : undefined;
  const branch = [schema['anyOf'], schema['oneOf']].flatMap((union) => (Array.isArray(union) ? union.slice(0, 1) : []));
  const joined: readonly Json[] = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  return [
    schema,
    ...[referred, ...joined, ...branch, branchOf(schema)].flatMap((part) => partsOf(part, root, depth + 1)),
  ];
}

/** The members that the parts of a node document; one in several parts must satisfy all of them. */
export function propertiesOf(parts: readonly JsonObject[]): JsonObject {
  const nodes = new Map<string, readonly Json[]>();
  for (const { properties } of parts) {
    if (isObject(properties))
      for (const [name, node] of Object.entries(properties)) nodes.set(name, [...(nodes.get(name) ?? []), node]);
  }
  return Object.fromEntries([...nodes].map(([name, allOf]) => [name, { allOf }]));
}

/** The branch of an `if` on words that holds for the first word of each. */
function branchOf(schema: JsonObject): Json | undefined {
  const given = isObject(schema['if']) ? schema['if']['properties'] : undefined;
  if (!isObject(given)) return undefined;
  const holds = Object.entries(given).every(([name, node]) => {
    const words = valueAt(schema, `/properties/${name}/enum/0`) ?? valueAt(schema, `/properties/${name}/const`);
    return isObject(node) && node['const'] === words;
  });
  return holds ? schema['then'] : schema['else'];
}

/** An instance of a schema with every documented member in it, each as plain as it can be. */
export function fullSample(schema: Json | undefined, root: JsonObject, depth = 0): Json {
  const parts = partsOf(schema, root);
  const first = (keyword: string): Json | undefined => parts.find((part) => keyword in part)?.[keyword];
  const constant = first('const');
  if (constant !== undefined) return constant;
  const words = first('enum');
  if (Array.isArray(words)) return words[0] ?? null;
  const type = first('type');
  const properties = propertiesOf(parts);
  const name = (Array.isArray(type) ? type[0] : type) ?? (Object.keys(properties).length > 0 ? 'object' : 'null');
  if (depth > DEEPEST) return null;
  if (name === 'object') {
    return Object.fromEntries(
      Object.entries(properties).map(([key, node]) => [key, fullSample(node, root, depth + 1)]),
    );
  }
  if (name === 'array') return [fullSample(first('items'), root, depth + 1)];
  const least = first('minimum');
  if (name === 'integer' || name === 'number') return typeof least === 'number' ? least : 0;
  if (name !== 'string') return name === 'boolean' ? true : null;
  const pattern = first('pattern');
  const fitting = TEXTS.find((text) => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text));
  return FORMATS[String(first('format'))] ?? fitting ?? 'words';
}
