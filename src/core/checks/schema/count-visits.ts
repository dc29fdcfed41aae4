import type { Json, JsonSchema } from '../../model/json.js';
import { always, perhaps, refTarget } from '../../schema/subschemas.js';
import { asArray, asObject, isObject } from '../../wire/json-guards.js';

/**
 * How many nodes of a schema judge one place of a value at most, where the value is nested `depth` levels deep. References
 * that fan out double it level by level, as aliases of YAML do. Infinity where it refers to itself without going into
 * the value, and where a reference cannot be followed.
 */
export function countVisits(root: JsonSchema, depth: number): number {
  const known = new Map<JsonSchema, Map<number, number>>();

  function visits(node: JsonSchema, left: number): number {
    const counts = known.get(node) ?? new Map<number, number>();
    known.set(node, counts);
    const count = counts.get(left);
    if (count !== undefined) return count;
    // A reference back to this node before it is counted is a cycle.
    counts.set(left, Infinity);
    const unknown = '$ref' in node && refTarget(node, root) === null;
    const here = [...always(node, root), ...perhaps(node), ...among(node, 'if', 'not', 'dependentSchemas')];
    const below = left === 0 ? 0 : Math.max(inObject(node, left - 1), inArray(node, left - 1));
    const found = unknown || '$dynamicRef' in node ? Infinity : 1 + sum(here, left) + below;
    counts.set(left, found);
    return found;
  }

  const sum = (nodes: readonly JsonSchema[], left: number): number =>
    nodes.reduce((total, each) => total + visits(each, left), 0);
  const most = (nodes: readonly JsonSchema[], left: number): number =>
    Math.max(0, ...nodes.map((each) => visits(each, left)));
  // A member has one name, and a pattern or several that match it; an item one position.
  const inObject = (node: JsonSchema, left: number): number =>
    most(under(node['properties']), left) +
    sum(under(node['patternProperties']), left) +
    sum(among(node, 'additionalProperties', 'unevaluatedProperties', 'propertyNames'), left);
  const inArray = (node: JsonSchema, left: number): number =>
    most([...asArray(node['prefixItems']).filter(isObject), ...among(node, 'items')], left) +
    sum(among(node, 'contains', 'unevaluatedItems'), left);

  return visits(root, depth);
}

/** The schemas under these keywords: one, or one for each name. */
function among(node: JsonSchema, ...keywords: readonly string[]): readonly JsonSchema[] {
  return keywords.flatMap((keyword) => (keyword === 'dependentSchemas' ? under(node[keyword]) : one(node[keyword])));
}

function under(value: Json | undefined): readonly JsonSchema[] {
  return Object.values(asObject(value) ?? {}).flatMap(one);
}

function one(value: Json | undefined): readonly JsonSchema[] {
  return isObject(value) ? [value] : [];
}
