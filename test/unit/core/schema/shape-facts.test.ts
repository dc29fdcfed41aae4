import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../../../src/core/model/json.js';
import { reachedClaims } from '../../../../src/core/schema/reached-claims.js';
import { factsOfShape } from '../../../../src/core/schema/shape-facts.js';
import { undocumentedPaths } from '../../../../src/core/schema/undocumented-paths.js';
import { propertyRuns } from '../../../support/property-runs.js';

const part = (claim: string, schema: JsonSchema): JsonSchema => ({ 'x-claim': claim, ...schema });

/** A schema whose claims depend on constants, types, names and the number of items. */
const SCHEMA: JsonSchema = {
  type: 'object',
  required: ['id'],
  properties: {
    id: part('id', { type: 'string' }),
    count: { anyOf: [part('whole', { type: 'integer' }), part('one', { const: 1 }), part('null', { type: 'null' })] },
    kind: { oneOf: [part('a', { const: 'a' }), part('b', { enum: ['b', true] }), part('text', { type: 'string' })] },
    list: { type: 'array', prefixItems: [part('first', { type: 'string' })], items: part('item', { type: 'number' }) },
  },
  if: { properties: { kind: { const: 'a' } } },
  else: part('else', {}),
};

const anything: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('a', 'b', 'c', 1, 2, 2.5, true, false, null, '__proto__'),
  fc.array(fc.constantFrom<Json>('a', 1, null), { maxLength: 3 }),
  fc.constantFrom<Json>({}, { deep: 1 }, JSON.parse('{"__proto__":{"deep":1}}') as Json),
);
const name = fc.constantFrom('id', 'count', 'kind', 'list', 'other', 'toString');
const values = fc.array(fc.dictionary(name, anything), { minLength: 1, maxLength: 30 });

test('the facts of a shape are those of each value that has it, whatever came before', () => {
  fc.assert(
    fc.property(values, (each) => {
      for (const value of each as readonly Json[])
        expect(factsOfShape(SCHEMA, value)).toEqual({
          claims: reachedClaims(SCHEMA, value),
          undocumented: undocumentedPaths(SCHEMA, value),
        });
    }),
    propertyRuns(500),
  );
});

test('values of one shape share their facts, and a value of another shape has others', () => {
  const text = (kind: Json): Json => ({ id: 'x', kind });
  expect(factsOfShape(SCHEMA, text('one'))).toBe(factsOfShape(SCHEMA, text('two')));
  expect(factsOfShape(SCHEMA, text('a')).claims).toEqual(new Set(['id', 'a', 'text']));
  expect(factsOfShape(SCHEMA, text('one')).claims).toEqual(new Set(['id', 'text', 'else']));
});

test('a value that is too deep or too large to be kept has facts as well', () => {
  let deep: Json = 1;
  for (let n = 0; n < 10_000; n += 1) deep = [deep];
  expect(factsOfShape(SCHEMA, { id: 'x', other: deep }).undocumented.map(({ pointer }) => pointer)).toEqual(['/other']);
  const list = Array.from({ length: 5000 }, (_, n) => n);
  expect(factsOfShape(SCHEMA, { id: 'x', list }).claims).toEqual(new Set(['id', 'first', 'item']));
});
