import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asObject, isObject } from '../wire/json.js';
import type { Path } from '../wire/pointer.js';
import { always, conditions, perhaps } from './subschemas.js';

/** The keywords of JSON Schema 2020-12 that specs use, by the kind of their value. */
const KEYWORDS = {
  /** A schema under each key. */
  maps: ['properties', 'patternProperties', '$defs', 'dependentSchemas'],
  /** A list of schemas. */
  lists: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  /** One schema. */
  singles: [
    'items',
    'additionalProperties',
    'unevaluatedProperties',
    'unevaluatedItems',
    'propertyNames',
    'contains',
    'not',
    'if',
    'then',
    'else',
  ],
  /** No schema. */
  plain: [
    '$schema',
    '$id',
    '$ref',
    '$comment',
    'x-claim',
    'x-unsent',
    'title',
    'description',
    'default',
    'deprecated',
    'examples',
    'type',
    'const',
    'enum',
    'format',
    'pattern',
    'required',
    'dependentRequired',
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'uniqueItems',
    'minContains',
    'maxContains',
    'minProperties',
    'maxProperties',
  ],
} as const;

/** All keywords that specs use. */
export const SCHEMA_KEYWORDS: readonly string[] = Object.values(KEYWORDS).flat();

/** A node of a schema and its place in the file. */
export interface SchemaNode {
  readonly path: Path;
  readonly node: JsonSchema;
}

/** Every node of a schema as written, in the order of the file. `$ref`s are not followed. */
export function* schemaNodes(root: JsonSchema, path: Path = []): Generator<SchemaNode> {
  yield { path, node: root };
  for (const [keyword, value] of Object.entries(root)) {
    for (const [step, inner] of subschemasOf(keyword, value)) {
      if (isObject(inner)) yield* schemaNodes(inner, [...path, keyword, ...step]);
    }
  }
}

function subschemasOf(keyword: string, value: Json): readonly (readonly [Path, Json])[] {
  const { maps, lists, singles } = KEYWORDS;
  if (includes(maps, keyword)) return Object.entries(asObject(value) ?? {}).map(([name, each]) => [[name], each]);
  if (includes(lists, keyword)) return asArray(value).map((each, n) => [[n], each]);
  return includes(singles, keyword) ? [[[], value]] : [];
}

function includes(list: readonly string[], name: string): boolean {
  return list.includes(name);
}

/**
 * The first node that leads back to itself for the same value, so that validation would not end; null without one. A
 * `$ref` back from inside `properties` or `items` is no cycle, because values are finite.
 */
export function findCycle(root: JsonSchema): SchemaNode | null {
  const acyclic = new Set<JsonSchema>();
  const path = new Set<JsonSchema>();

  function isInCycle(node: JsonSchema): boolean {
    if (acyclic.has(node)) return false;
    if (path.has(node)) return true;
    path.add(node);
    const found = [...always(node, root), ...perhaps(node), ...conditions(node)].some(isInCycle);
    path.delete(node);
    if (!found) acyclic.add(node);
    return found;
  }

  for (const each of schemaNodes(root)) if (isInCycle(each.node)) return each;
  return null;
}
