import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachedClaims } from '../../../src/core/schema/reached-claims.js';
import { undocumentedPaths } from '../../../src/core/schema/undocumented-paths.js';
import { compileSchema } from '../../../src/core/schema/validator.js';
import { chunk } from '../../support/exchange.js';
import { sweptSpecs } from '../../support/specs-and-suites.js';

const text = fc.string({ unit: 'grapheme', minLength: 1 });
const delta = fc.oneof(
  fc
    .constantFrom('content', 'reasoning_content', 'reasoning', 'refusal')
    .map((name) => (said: string) => ({ [name]: said })),
  fc.constant((said: string) => ({ tool_calls: [{ index: 0, function: { arguments: said } }] })),
);

// Chunks that differ in such a text alone are judged as one (core/wire/text-field.ts).
describe.each(
  sweptSpecs.flatMap(({ id, schemas }) => (schemas.chunk === undefined ? [] : [[id, schemas.chunk] as const])),
)('the chunk schema of %s', (_, schema) => {
  it('says the same of a delta whatever text it brings', () => {
    const said = (value: object) => {
      const json = JSON.parse(JSON.stringify(value));
      const found = compileSchema(schema).validate(json);
      return {
        mismatches: found.map(({ pointer, keyword, claim }) => [pointer, keyword, claim]),
        reached: [...reachedClaims(schema, json)],
        undocumented: undocumentedPaths(schema, json),
      };
    };
    fc.assert(
      fc.property(delta, text, text, (bring, one, other) => {
        expect(said(chunk(bring(one)))).toEqual(said(chunk(bring(other))));
      }),
    );
  });
});
