import type { Json, JsonSchema } from '../model/json.js';
import { asObject, isObject } from '../wire/narrow.js';
import { pointer } from '../wire/pointer.js';
import { cutDeep } from './cut-deep.js';
import { always, below, perhaps } from './subschemas.js';

const MOST = 1000;

/**
 * The pointers of members that no node of the schema knows, the outermost of each, at most a thousand. Where a schema
 * describes no members (an object "of any shape") nothing inside is undocumented.
 */
export function undocumentedPaths(schema: JsonSchema, value: Json): readonly string[] {
  const paths: string[] = [];

  function visit(nodes: readonly JsonSchema[], at: Json, steps: readonly (string | number)[]): void {
    if (paths.length >= MOST || nodes.length === 0) return;
    const judging = closure(nodes, schema);
    if (Array.isArray(at)) {
      for (const [n, item] of at.entries()) {
        visit(
          judging.flatMap((node) => below(node, String(n), true)),
          item,
          [...steps, n],
        );
      }
    } else if (isObject(at) && judging.some(describesMembers)) {
      for (const [name, inner] of Object.entries(at)) {
        const next = judging.flatMap((node) => below(node, name, false));
        if (next.length > 0) visit(next, inner, [...steps, name]);
        else if (paths.length < MOST) paths.push(pointer(...steps, name));
      }
    }
  }

  visit([schema], cutDeep(value), []);
  return paths;
}

function closure(nodes: readonly JsonSchema[], root: JsonSchema): readonly JsonSchema[] {
  const all = new Set(nodes);
  // A set that grows while it is walked: each node once, circles of `$ref` included.
  for (const node of all) for (const next of [...always(node, root), ...perhaps(node)]) all.add(next);
  return [...all];
}

function describesMembers(node: JsonSchema): boolean {
  return Object.keys(asObject(node['properties']) ?? {}).length > 0;
}
