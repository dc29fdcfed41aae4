import type { Json, JsonObject } from '../../src/core/model/json.js';
import { valueAt } from '../../src/core/wire/pointer.js';
import { isObject } from '../../src/reference/sample.js';

const DEEPEST = 12;
/** Texts for formats and patterns that not every text fits. */
const TEXTS = ['text', 'https://example.com/', '2026-11-20', 'chatcmpl-abc123'];
const FORMATS: Readonly<Record<string, string>> = { uri: 'https://example.com/', date: '2026-11-20' };

/** A schema node with everything that it refers to or joins: `$ref`, `allOf`, and the first branch of a union. */
export function partsOf(schema: Json | undefined, root: JsonObject, depth = 0): readonly JsonObject[] {
  if (!isObject(schema) || depth > DEEPEST) return [];
  const referred = typeof schema['$ref'] === 'string' ? valueAt(root, schema['$ref'].slice(1)) : undefined;
  const branch = [schema['anyOf'], schema['oneOf']].flatMap((union) => (Array.isArray(union) ? union.slice(0, 1) : []));
  const joined: readonly Json[] = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
  return [schema, ...[referred, ...joined, ...branch].flatMap((part) => partsOf(part, root, depth + 1))];
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
  const properties = Object.assign(
    {},
    ...parts.map((part) => (isObject(part['properties']) ? part['properties'] : {})),
  );
  const name = (Array.isArray(type) ? type[0] : type) ?? (Object.keys(properties).length > 0 ? 'object' : 'null');
  if (depth > DEEPEST) return null;
  if (name === 'object') {
    return Object.fromEntries(
      Object.entries(properties as JsonObject).map(([key, node]) => [key, fullSample(node, root, depth + 1)]),
    );
  }
  if (name === 'array') return [fullSample(first('items'), root, depth + 1)];
  const least = first('minimum');
  if (name === 'integer' || name === 'number') return typeof least === 'number' ? least : 0;
  if (name !== 'string') return name === 'boolean' ? true : null;
  const pattern = first('pattern');
  const fitting = TEXTS.find((text) => typeof pattern !== 'string' || new RegExp(pattern, 'u').test(text));
  return FORMATS[String(first('format'))] ?? fitting ?? 'text';
}
