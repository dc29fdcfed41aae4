import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asObject, isObject } from '../wire/narrow.js';
import { member } from '../wire/pointer.js';
import { typeName } from '../wire/type-name.js';
import { always } from './subschemas.js';

/**
 * Whether a value is of the sort that a branch is about: its type, its constants and those of its members, its
 * required members. Tells branches apart without judging them whole, so that a faulty value still finds its branch.
 */
export function fits(node: JsonSchema, root: JsonSchema, value: Json, depth = 0): boolean {
  if (!isOfType(node['type'], value) || !isOneOf(node, value)) return false;
  if (isObject(value)) {
    if (asArray(node['required']).some((name) => typeof name === 'string' && member(value, name) === undefined))
      return false;
    for (const [name, property] of Object.entries(asObject(node['properties']) ?? {})) {
      const inner = member(value, name);
      if (inner !== undefined && isObject(property) && !isOneOf(property, inner)) return false;
    }
  }
  return depth > 8 || always(node, root).every((other) => fits(other, root, value, depth + 1));
}

function isOfType(type: Json | undefined, value: Json): boolean {
  if (type === undefined) return true;
  const actual = typeName(value);
  const wanted = typeof type === 'string' ? [type] : asArray(type);
  return wanted.includes(actual) || (actual === 'integer' && wanted.includes('number'));
}

function isOneOf(node: JsonSchema, value: Json): boolean {
  const constant = node['const'];
  if (constant !== undefined) return same(constant, value);
  return node['enum'] === undefined || asArray(node['enum']).some((each) => same(each, value));
}

function same(a: Json, b: Json): boolean {
  return a === b || (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null);
}
