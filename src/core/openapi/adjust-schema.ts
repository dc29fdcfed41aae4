import { defined } from '../model/defined.js';
import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asObject } from '../wire/json.js';

/** A schema that also allows null. */
export function withNull(schema: JsonSchema, nullable: boolean): JsonSchema {
  if (!nullable) return schema;
  const { type, enum: values, ...rest } = schema;
  if (type !== undefined && rest['anyOf'] === undefined && rest['allOf'] === undefined && rest['$ref'] === undefined) {
    const types = [...new Set([type].flat().concat('null'))] as Json[];
    return {
      ...rest,
      type: types,
      ...defined({ enum: values === undefined ? undefined : [...new Set([...asArray(values), null])] }),
    };
  }
  return { anyOf: [schema, { type: 'null' }] };
}

/** Every required member is also described: the strict mode of ajv demands it. */
export function complete(schema: JsonSchema): JsonSchema {
  const required = asArray(schema['required']).map(String);
  const described = asObject(schema['properties']) ?? {};
  const missing = required.filter((name) => !Object.hasOwn(described, name));
  if (required.length === 0 && schema['required'] !== undefined) {
    const { required: _, ...rest } = schema;
    return rest;
  }
  return missing.length === 0
    ? schema
    : { ...schema, properties: { ...described, ...Object.fromEntries(missing.map((name) => [name, {}])) } };
}
