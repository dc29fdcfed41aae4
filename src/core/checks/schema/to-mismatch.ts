import type { Kind, Mismatch } from '../../model/divergence.js';
import type { Json } from '../../model/json.js';
import type { SchemaMismatch } from '../../spec/validator.js';
import { asArray, asString, isObject } from '../../wire/narrow.js';
import { placeOf } from '../../wire/place.js';
import { member, pointer, pointerSteps, valueAt } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import { typeName } from '../../wire/type-name.js';
import type { Document } from './documents.js';
import { describeSchema, describeType } from './describe-schema.js';

/** What each keyword of JSON Schema says when it is broken; `wrong-value` for the rest. */
const KINDS: Readonly<Record<string, Kind>> = {
  required: 'missing-field',
  dependentRequired: 'missing-field',
  type: 'wrong-type',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
  exclusiveMinimum: 'out-of-range',
  exclusiveMaximum: 'out-of-range',
  multipleOf: 'out-of-range',
  additionalProperties: 'undocumented-field',
  unevaluatedProperties: 'undocumented-field',
};

/** A departure from a schema as the check `schema` tells it. */
export function toMismatch(found: SchemaMismatch, document: Document): Mismatch {
  const extra = asString(found.params['additionalProperty']) ?? asString(found.params['unevaluatedProperty']);
  const where = extra === null ? found.pointer : pointer(...pointerSteps(found.pointer), extra);
  const value = valueAt(document.value, where);
  const kind = kindOf(found, value);
  return {
    kind,
    at: placeOf(document.chunk, where),
    expected: expectation(found),
    actual: kind === 'wrong-type' ? describeValue(value) : quote(value),
    ...(found.claim === null ? {} : { claim: found.claim }),
  };
}

function kindOf({ keyword, node }: SchemaMismatch, value: Json | undefined): Kind {
  if (keyword === 'anyOf' || keyword === 'oneOf') {
    const types = asArray(node[keyword]).flatMap((branch) => typesOf(branch));
    const actual = typeName(value);
    const known = types.includes(actual) || (actual === 'integer' && types.includes('number'));
    return types.length > 0 && !known ? 'wrong-type' : 'wrong-value';
  }
  // A constant of one type and a value of another (null for a word): the value's type says it best.
  if (keyword === 'const' || keyword === 'enum') {
    const allowed = keyword === 'const' ? [node['const']] : asArray(node['enum']);
    return allowed.some((each) => typeName(each) === typeName(value)) ? 'wrong-value' : 'wrong-type';
  }
  return KINDS[keyword] ?? 'wrong-value';
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
      return 'no fields beyond the documented ones';
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

function describeValue(value: Json | undefined): string {
  const type = typeName(value);
  return type === 'nothing' || type === 'null' ? type : `the ${type} ${quote(value)}`;
}

function typesOf(branch: Json): readonly string[] {
  const type = member(branch, 'type');
  return typeof type === 'string' ? [type] : asArray(type).map((each) => asString(each) ?? '');
}
