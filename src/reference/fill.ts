import { asArray } from '../core/wire/json.js';
import type { Json, JsonObject, JsonSchema } from '../core/model/json.js';
import { documentedProperties, fitsType, isObject, requiredNames, resolve, sample } from './sample.js';

/**
 * A value with the members that a schema requires and that it lacks. Nothing is taken away: the reply stays that of its
 * dialect, and has what the documents of one provider add.
 */
export function fill(value: JsonObject, schema: JsonSchema | undefined): JsonObject {
  if (schema === undefined) return value;
  const filled = fillAt(value, schema, schema);
  return isObject(filled) ? filled : value;
}

function fillAt(value: Json, schema: Json | undefined, root: JsonSchema): Json {
  const node = resolve(schema, root);
  if (node === null) return value;
  const branches = asArray(node['anyOf'] ?? node['oneOf'] ?? null);
  const fitting = branches.find((branch) => fitsType(value, branch, root) && hasLiterals(value, branch, root));
  const chosen = fitting === undefined ? value : fillAt(value, fitting, root);
  if (Array.isArray(chosen)) return chosen.map((item: Json) => fillAt(item, node['items'], root));
  const properties = documentedProperties(node, root);
  if (!isObject(chosen) || properties === null) return chosen;
  const own = Object.entries(chosen).map(([name, member]): readonly [string, Json] => [
    name,
    fillAt(member, Object.hasOwn(properties, name) ? properties[name] : undefined, root),
  ]);
  const missing = [...requiredNames(node, root)].filter((name) => !Object.hasOwn(chosen, name));
  return Object.fromEntries([...own, ...missing.map((name) => [name, sampleOf(properties[name], root)] as const)]);
}

const sampleOf = (schema: Json | undefined, root: JsonSchema): Json =>
  fitsType(null, schema, root) ? null : sample(schema, null, 0, root);

/** Whether the members of a value that a branch names with literals have them: the `type` of an event. */
function hasLiterals(value: Json, branch: Json, root: JsonSchema): boolean {
  const node = resolve(branch, root);
  const properties = node === null ? null : documentedProperties(node, root);
  if (properties === null || !isObject(value)) return true;
  return Object.entries(properties).every(([name, property]) => {
    const member = resolve(property, root);
    if (!Object.hasOwn(value, name) || member === null) return true;
    const literals = member['const'] === undefined ? asArray(member['enum'] ?? null) : [member['const']];
    return literals.length === 0 || literals.includes(value[name] ?? null);
  });
}
