import type { Mismatch } from '../../dialect/messages.js';
import { codeOf, type SchemaCode } from '../../schema/mismatch-code.js';
import type { SchemaMismatch } from '../../schema/validator.js';
import { asArray, asString, isObject } from '../../wire/json-guards.js';
import { placeOf } from '../../wire/place.js';
import { member, pointer, pointerSteps, valueAt } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import type { Document } from './documents.js';
import { describeSchema, describeType } from './describe-schema.js';

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
