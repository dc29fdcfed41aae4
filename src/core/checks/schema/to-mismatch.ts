import type { Mismatch } from '../messages/index.js';
import type { Json } from '../../model/json.js';
import type { SchemaMismatch } from '../../spec/validator.js';
import { asArray, asString, isObject } from '../../wire/narrow.js';
import { placeOf } from '../../wire/place.js';
import { member, pointer, pointerSteps, valueAt } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import { typeName } from '../../wire/type-name.js';
import type { Document } from './documents.js';
import { describeSchema, describeType } from './describe-schema.js';

type SchemaCode = 'field-missing' | 'field-type' | 'field-value' | 'field-range' | 'field-forbidden';

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

/**
 * A departure from a schema as the check `schema` reports it.
 * @param others the members that are missing, or null, in the same way
 */
export function toMismatch(
  found: SchemaMismatch,
  document: Document,
  others: readonly string[] = [],
): Mismatch<SchemaCode> {
  const extra = asString(found.params['additionalProperty']) ?? asString(found.params['unevaluatedProperty']);
  const where = extra === null ? found.pointer : pointer(...pointerSteps(found.pointer), extra);
  const value = valueAt(document.value, where);
  return {
    code: codeOf(found, value),
    args: { pointer: where, allowed: expectation(found), value, others },
    at: placeOf(document.chunk, where),
    ...(found.claim === null ? {} : { claim: found.claim }),
  };
}

function codeOf({ keyword, node }: SchemaMismatch, value: Json | undefined): SchemaCode {
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

function expectation({ keyword, params, node, pointer: at }: SchemaMismatch): string {
  switch (keyword) {
    case 'required':
    case 'dependentRequired': {
      const property = member(node['properties'], pointerSteps(at).at(-1) ?? '');
      return isObject(property) ? describeSchema(property) : 'a value';
    }
    case 'type':
      return describeType(params['type'] ?? null);
    case 'const':
    case 'enum':
      return describeSchema(node);
    case 'anyOf':
    case 'oneOf':
      return [
        ...new Set(asArray(node[keyword]).map((branch) => (isObject(branch) ? describeSchema(branch) : 'a value'))),
      ].join(' or ');
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'documented fields only';
    case 'minLength':
      return node[keyword] === 1 ? 'a string that is not empty' : `at least ${quote(node[keyword])} characters`;
    case 'minItems':
      return `at least ${quote(node[keyword])} of them`;
    case 'pattern':
      return `a string of the form ${quote(node[keyword])}`;
    default:
      return `a value with ${keyword} ${quote(node[keyword])}`;
  }
}

function typesOf(branch: Json): readonly string[] {
  const type = member(branch, 'type');
  return typeof type === 'string' ? [type] : asArray(type).map((each) => asString(each) ?? '');
}
