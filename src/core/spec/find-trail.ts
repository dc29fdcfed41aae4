import type { JsonSchema } from '../model/json.js';
import { isObject } from '../wire/narrow.js';
import { always, below, perhaps } from './subschemas.js';

/**
 * The nodes from the root of a schema to `target`, each inside the one before it (or behind its `$ref`), on the way
 * that leads to a value's place; null where no way leads there. A node is known by identity.
 */
export function findTrail(
  root: JsonSchema,
  target: JsonSchema,
  steps: readonly string[],
): readonly JsonSchema[] | null {
  const seen = new Map<JsonSchema, Set<number>>();
  const trail: JsonSchema[] = [];

  function visit(node: JsonSchema, depth: number): boolean {
    const depths = seen.get(node) ?? new Set();
    if (depths.has(depth)) return false;
    seen.set(node, depths.add(depth));
    trail.push(node);
    const step = steps[depth];
    if (step === undefined && node === target) return true;
    if ([...always(node, root), ...perhaps(node), ...conditions(node)].some((next) => visit(next, depth))) return true;
    if (step !== undefined) {
      const items = /^\d+$/.test(step) ? below(node, step, true) : [];
      if ([...below(node, step, false), ...items].some((next) => visit(next, depth + 1))) return true;
    }
    trail.pop();
    return false;
  }

  return visit(root, 0) ? trail : null;
}

function conditions(node: JsonSchema): readonly JsonSchema[] {
  return [node['if'], node['not']].filter(isObject);
}
