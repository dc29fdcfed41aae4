import type { Json } from '../model/json.js';
import { asArray, asString, typeName } from '../wire/json.js';
import { member } from '../wire/pointer.js';
import type { SchemaMismatch } from './validator.js';

/** The message that describes a mismatch (`core/messages/schema.ts`). */
export type SchemaCode = 'field-missing' | 'field-type' | 'field-value' | 'field-range' | 'field-forbidden';

/** The message of each keyword of JSON Schema; `field-value` for the rest. */
const CODES: ReadonlyMap<string, SchemaCode> = new Map<string, SchemaCode>([
  ['required', 'field-missing'],
  ['dependentRequired', 'field-missing'],
  ['type', 'field-type'],
  ['minimum', 'field-range'],
  ['maximum', 'field-range'],
  ['exclusiveMinimum', 'field-range'],
  ['exclusiveMaximum', 'field-range'],
  ['multipleOf', 'field-range'],
  ['additionalProperties', 'field-forbidden'],
  ['unevaluatedProperties', 'field-forbidden'],
]);

/** The message for a mismatch with the schema. `value` is the value at its place. */
export function codeOf({ keyword, node }: SchemaMismatch, value: Json | undefined): SchemaCode {
  if (keyword === 'anyOf' || keyword === 'oneOf') {
    const types = asArray(node[keyword]).flatMap((branch) => typesOf(branch));
    const actual = typeName(value);
    const known = types.includes(actual) || (actual === 'integer' && types.includes('number'));
    return types.length > 0 && !known ? 'field-type' : 'field-value';
  }
  // A constant of one type and a value of another (null for a word): the value's type says it best.
  if (keyword === 'const' || keyword === 'enum') {
    const allowed = keyword === 'const' ? [node['const']] : asArray(node['enum']);
    return allowed.some((each) => typeName(each) === typeName(value)) ? 'field-value' : 'field-type';
  }
  return CODES.get(keyword) ?? 'field-value';
}

function typesOf(branch: Json): readonly string[] {
  const type = member(branch, 'type');
  return typeof type === 'string' ? [type] : asArray(type).map((each) => asString(each) ?? '');
}
