import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asObject, asString, isObject } from '../wire/json.js';
import { member, valueAt } from '../wire/pointer.js';
import { compilePattern } from './pattern.js';

const ANY_VALUE: JsonSchema = {};

/** `$ref`s that are followed in a row to find a claim. */
const MAX_REFS = 8;

/** A URI fragment without its percent escapes; unchanged when the escapes are malformed. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** The target of a node's `$ref` within the same file; null without such a `$ref`. */
export function refTarget(node: JsonSchema, root: JsonSchema): JsonSchema | null {
  const ref = asString(node['$ref']);
  if (ref === null || !/^#(\/|$)/.test(ref)) return null;
  return asObject(valueAt(root, decodeFragment(ref.slice(1))));
}

/** The nodes that always apply to the same value as this node: the target of `$ref`, and `allOf`. */
export function always(node: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const target = refTarget(node, root);
  const all = schemas(node['allOf']);
  return target === null ? all : [target, ...all];
}

/** The nodes that apply to the same value depending on it: `anyOf`, `oneOf`, `then`, `else`. */
export function perhaps(node: JsonSchema): readonly JsonSchema[] {
  return [...schemas(node['anyOf']), ...schemas(node['oneOf']), ...toSchemas(node['then']), ...toSchemas(node['else'])];
}

/** The nodes of conditions, which apply to the same value and never fail it: `if`, `not`. */
export function conditions(node: JsonSchema): readonly JsonSchema[] {
  return [node['if'], node['not']].filter(isObject);
}

/** The nodes that apply to the member of that name or, in an array, to the item at that position. */
export function below(node: JsonSchema, step: string, inArray: boolean): readonly JsonSchema[] {
  if (inArray) {
    const prefix = member(node['prefixItems'], step);
    return prefix === undefined ? toSchemas(node['items']) : toSchemas(prefix);
  }
  const named = member(node['properties'], step);
  const matched = Object.entries(asObject(node['patternProperties']) ?? {})
    .filter(([pattern]) => compilePattern(pattern).test(step))
    .flatMap(([, schema]) => toSchemas(schema));
  if (named !== undefined) return [...toSchemas(named), ...matched];
  if (matched.length > 0) return matched;
  // `additionalProperties: true` allows other members and does not describe them.
  return [node['additionalProperties'], node['unevaluatedProperties']].filter(isObject);
}

/** The schemas in the list of `anyOf` and similar keywords. */
export function schemas(value: Json | undefined): readonly JsonSchema[] {
  return asArray(value).flatMap(toSchemas);
}

function toSchemas(value: Json | undefined): readonly JsonSchema[] {
  if (value === true) return [ANY_VALUE];
  return isObject(value) ? [value] : [];
}

/** The id of the claim that a node names, itself or behind its `$ref`; null without one. */
export function claimOf(node: JsonSchema, root: JsonSchema, depth = 0): string | null {
  const own = asString(node['x-claim']);
  if (own !== null || depth > MAX_REFS) return own;
  const target = refTarget(node, root);
  return target === null ? null : claimOf(target, root, depth + 1);
}

/** The id of the claim about an object's member, present or not; null when its nodes name none. */
export function claimOfMember(node: JsonSchema, root: JsonSchema, name: string): string | null {
  for (const property of below(node, name, false)) {
    const claim = claimOf(property, root);
    if (claim !== null) return claim;
  }
  return null;
}
