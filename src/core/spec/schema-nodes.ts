import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asObject, isObject } from '../wire/narrow.js';
import { schemaKeywords } from './schema-keywords.js';
import type { Path } from './source.js';

/** A node of a schema and where in the file it stands. */
export interface SchemaNode {
  readonly path: Path;
  readonly node: JsonSchema;
}

/** Every node of a schema, as it is written: `$ref`s are not followed. The order is that of the file. */
export function* schemaNodes(root: JsonSchema, path: Path = []): Generator<SchemaNode> {
  yield { path, node: root };
  for (const [keyword, value] of Object.entries(root)) {
    for (const [step, inner] of inside(keyword, value)) {
      if (isObject(inner)) yield* schemaNodes(inner, [...path, keyword, ...step]);
    }
  }
}

function inside(keyword: string, value: Json): readonly (readonly [Path, Json])[] {
  const { maps, lists, singles } = schemaKeywords;
  if (includes(maps, keyword)) return Object.entries(asObject(value) ?? {}).map(([name, each]) => [[name], each]);
  if (includes(lists, keyword)) return asArray(value).map((each, n) => [[n], each]);
  return includes(singles, keyword) ? [[[], value]] : [];
}

function includes(list: readonly string[], name: string): boolean {
  return list.includes(name);
}
