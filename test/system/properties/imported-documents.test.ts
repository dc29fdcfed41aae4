import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dialects } from '../../../src/core/dialect/index.js';
import { checks } from '../../../src/core/judge/checks.js';
import type { Json, JsonObject } from '../../../src/core/model/json.js';
import { makePlan } from '../../../src/core/plan/make-plan.js';
import { parseSpec } from '../../../src/core/spec/parse-spec.js';
import { parseStandard } from '../../../src/core/spec/parse-standard.js';
import { loadSuites } from '../../../src/io/files/load-suites.js';
import { readFolder } from '../../../src/io/files/read-folder.js';
import { judgeReference } from '../../../src/reference/rehearse.js';
import { propertyRuns } from '../../support/property-runs.js';
import { draft, makeText, ref, SCHEMAS } from '../../unit/core/openapi/document.js';

const { suites } = await loadSuites();
const standards = new Map(
  ['http', 'json', 'sse'].map((id) => {
    const parsed = parseStandard(readFolder(`specs/standards/${id}`, []), { folder: id, checks });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    return [id, parsed.value] as const;
  }),
);

const names = fc.constantFrom('alpha', 'beta_2', 'gamma', 'x-delta', 'id');
const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({ type: 'string' }),
  fc.constant({ type: 'string', enum: ['a', 'b'] }),
  fc.constant({ type: 'string', nullable: true }),
  fc.constant({ type: 'integer', minimum: 3 }),
  fc.constant({ type: 'number', minimum: 0, maximum: 1 }),
  fc.constant({ type: 'boolean' }),
  fc.constant({ const: 'fixed' }),
  fc.constant({ anyOf: [{ type: 'integer' }, { type: 'null' }] }),
  fc.constant({}),
);
const { member } = fc.letrec<{ member: JsonObject }>((tie) => ({
  member: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ type: fc.constant('array'), items: tie('member') }),
    objectOf(tie('member')),
    fc.record({ allOf: fc.array(objectOf(tie('member')), { minLength: 1, maxLength: 1 }) }),
  ),
}));

function objectOf(inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc
    .record({
      properties: fc.dictionary(names, inner, { maxKeys: 3 }),
      required: fc.subarray(['alpha', 'gamma', 'id']),
      closed: fc.boolean(),
    })
    .map(({ properties, required, closed }) => ({
      type: 'object',
      properties,
      required: required.filter((name) => Object.hasOwn(properties, name)),
      ...(closed ? { additionalProperties: false } : {}),
    }));
}

/** A schema with further members, some of them required. */
function extended(name: string, extra: JsonObject, required: readonly string[]): JsonObject {
  const schema = SCHEMAS[name] as JsonObject;
  const properties = { ...extra, ...(schema['properties'] as JsonObject) };
  const own = (schema['required'] as readonly Json[]) ?? [];
  return {
    ...schema,
    properties,
    required: [...new Set([...own, ...required.filter((each) => Object.hasOwn(properties, each))])],
  };
}

const documents = fc
  .record({
    version: fc.constantFrom('3.0.3', '3.1.0', '3.2.0'),
    completion: fc.dictionary(names, member, { maxKeys: 3 }),
    chunk: fc.dictionary(names, member, { maxKeys: 3 }),
    failure: fc.dictionary(names, member, { maxKeys: 2 }),
    required: fc.subarray(['alpha', 'beta_2', 'gamma', 'x-delta']),
    wrapped: fc.boolean(),
  })
  .map(({ version, completion, chunk, failure, required, wrapped }) => {
    const event = wrapped ? { type: 'object', properties: { data: ref('Chunk') } } : ref('Chunk');
    return makeText({
      version,
      schemas: {
        Completion: extended('Completion', completion, required),
        Chunk: extended('Chunk', chunk, required),
        Failure: extended('Failure', failure, required),
      },
      content: { 'application/json': { schema: ref('Completion') }, 'text/event-stream': { schema: event } },
    });
  });

test('the reference provider of every imported document conforms to it', () => {
  fc.assert(
    fc.property(documents, (text) => {
      const { files } = draft(text);
      const parsed = parseSpec(files, { folder: 'acme', standards, checks, dialects, digest: () => '' });
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
      const planned = makePlan({ specs: [parsed.value], suites, model: 'm' });
      if (!planned.ok) throw new Error(JSON.stringify(planned.errors));
      const wrong = judgeReference(planned.value, [parsed.value])
        .flat()
        .filter(({ verdict }) => verdict === 'diverges')
        .flatMap((result) =>
          result.divergences.map(({ claim, check, actual }) => `${result.case} ${claim} ${check} ${actual}`),
        );
      expect(wrong).toEqual([]);
    }),
    propertyRuns(20),
  );
});
