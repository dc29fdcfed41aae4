import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asObject, asString, isObject } from '../wire/narrow.js';
import { member, valueAt } from '../wire/pointer.js';
import { decodeFragment } from './decode-fragment.js';
import { compilePattern } from './pattern.js';

const EVERYTHING: JsonSchema = {};

/** The node that a `$ref` within the same file leads to; null without one, or where it leads elsewhere. */
export function refTarget(node: JsonSchema, root: JsonSchema): JsonSchema | null {
  const ref = asString(node['$ref']);
  if (ref === null || !/^#(\/|$)/.test(ref)) return null;
  return asObject(valueAt(root, decodeFragment(ref.slice(1))));
}

/** The nodes that judge the same value as this one, whatever it is: behind `$ref` and `allOf`. */
export function always(node: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  const target = refTarget(node, root);
  const all = schemas(node['allOf']);
  return target === null ? all : [target, ...all];
}

/** The nodes that may judge the same value, depending on it: branches and conditions. */
export function perhaps(node: JsonSchema): readonly JsonSchema[] {
  return [...schemas(node['anyOf']), ...schemas(node['oneOf']), ...one(node['then']), ...one(node['else'])];
}

/** The nodes that judge the member or item of that name or position. */
export function below(node: JsonSchema, step: string, inArray: boolean): readonly JsonSchema[] {
  if (inArray) {
    const prefix = member(node['prefixItems'], step);
    return prefix === undefined ? one(node['items']) : one(prefix);
  }
  const named = member(node['properties'], step);
  const matched = Object.entries(asObject(node['patternProperties']) ?? {})
    .filter(([pattern]) => compilePattern(pattern).test(step))
    .flatMap(([, schema]) => one(schema));
  if (named !== undefined) return [...one(named), ...matched];
  if (matched.length > 0) return matched;
  // `additionalProperties: true` says that others may come, not what they are.
  return [node['additionalProperties'], node['unevaluatedProperties']].flatMap((schema) =>
    isObject(schema) ? [schema] : [],
  );
}

/** The list of schemas under `anyOf` and its like. */
export function schemas(value: Json | undefined): readonly JsonSchema[] {
  return asArray(value).flatMap(one);
}

function one(value: Json | undefined): readonly JsonSchema[] {
  if (value === true) return [EVERYTHING];
  return isObject(value) ? [value] : [];
}
