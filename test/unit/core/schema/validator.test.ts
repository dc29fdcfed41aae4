import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../../../src/core/model/json.js';
import { adoptCompiled, adoptWithout, compileSchema } from '../../../../src/core/schema/validator.js';

const schema: JsonSchema = {
  $id: 'https://llm-conformance.dev/test',
  'x-claim': 'root',
  type: 'object',
  required: ['id', 'choices'],
  properties: {
    id: { 'x-claim': 'id', type: 'string' },
    choices: { 'x-claim': 'choices', type: 'array', items: { $ref: '#/$defs/choice' } },
    usage: { 'x-claim': 'usage', $ref: '#/$defs/counts' },
  },
  $defs: {
    choice: {
      type: 'object',
      required: ['index', 'text'],
      properties: {
        index: { 'x-claim': 'index', type: 'integer' },
        text: { type: ['string', 'null'], allOf: [{ 'x-claim': 'text.null', type: 'string' }] },
      },
    },
    counts: { type: 'object', required: ['total'], properties: { total: { type: 'integer' } } },
  },
};

function mismatches(of: JsonSchema, value: Json): readonly (string | null)[][] {
  return compileSchema(of)
    .validate(value)
    .map(({ pointer, keyword, claim }) => [pointer, keyword, claim]);
}

describe('compileSchema', () => {
  test('says nothing of what conforms', () => {
    expect(mismatches(schema, { id: 'x', choices: [{ index: 0, text: '' }], usage: { total: 1 } })).toEqual([]);
  });

  test('reports every mismatch with its pointer and claim', () => {
    const value = {
      id: 3,
      choices: [
        { index: 0, text: 'a' },
        { index: 0.5, text: 'b' },
      ],
      usage: { total: '1' },
    };
    expect(mismatches(schema, value)).toEqual([
      ['/id', 'type', 'id'],
      ['/choices/1/index', 'type', 'index'],
      ['/usage/total', 'type', 'usage'],
    ]);
  });

  test('puts a missing member where it would stand, under its own claim or the enclosing one', () => {
    expect(mismatches(schema, { choices: [{}], usage: {} })).toEqual([
      ['/id', 'required', 'id'],
      ['/choices/0/index', 'required', 'index'],
      ['/choices/0/text', 'required', 'choices'],
      ['/usage/total', 'required', 'usage'],
    ]);
  });

  test('knows the claim of a condition behind allOf', () => {
    const value = { id: 'x', choices: [{ index: 0, text: null }] };
    expect(mismatches(schema, value)).toEqual([['/choices/0/text', 'type', 'text.null']]);
  });

  test('gives the parameters and the node that was broken', () => {
    const [mismatch] = compileSchema(schema).validate({ id: 3, choices: [] });
    expect(mismatch?.params).toEqual({ type: 'string' });
    expect(mismatch?.node).toBe((schema['properties'] as JsonSchema)['id']);
  });

  test('does not take inherited members for the body’s own', () => {
    const odd: JsonSchema = {
      type: 'object',
      required: ['constructor'],
      properties: { constructor: { type: 'string' }, toString: { type: 'string' } },
    };
    expect(mismatches(odd, {})).toEqual([['/constructor', 'required', null]]);
    expect(mismatches(schema, JSON.parse('{"id":"x","choices":[],"__proto__":{"id":3}}') as Json)).toEqual([]);
  });

  test('accepts any depth without a mismatch', () => {
    const deep = JSON.parse(`{"id":"x","choices":[],"extra":${'['.repeat(100_000)}${']'.repeat(100_000)}}`) as Json;
    expect(mismatches(schema, deep)).toEqual([]);
    const tree: JsonSchema = { type: 'array', items: { $ref: '#' } };
    expect(mismatches(tree, JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as Json)).toEqual([]);
  });

  test('compiles a schema once, and two schemas with the same $id separately', () => {
    expect(compileSchema(schema)).toBe(compileSchema(schema));
    expect(mismatches({ ...schema, required: [] }, {})).toEqual([]);
  });

  test('throws for a schema that does not compile, and for an unknown keyword', () => {
    expect(() => compileSchema({ type: 'text' })).toThrow(/type/);
    expect(() => compileSchema({ anyOf: [{ $ref: '#' }] })).toThrow(/cycle/);
    expect(() => compileSchema({ nullable: true, kind: 1 })).toThrow(/strict/);
  });
});

describe('one cause in a union is one mismatch', () => {
  const union: JsonSchema = {
    'x-claim': 'content',
    anyOf: [
      { type: 'string' },
      {
        type: 'array',
        items: {
          oneOf: [
            {
              type: 'object',
              required: ['type', 'text'],
              properties: { type: { const: 'text' }, text: { type: 'string' } },
            },
            {
              type: 'object',
              required: ['type', 'url'],
              properties: { type: { const: 'image' }, url: { type: 'string' } },
            },
          ],
        },
      },
    ],
  };

  test('that of the branch which the value was meant for', () => {
    expect(mismatches(union, [{ type: 'text', text: 3 }])).toEqual([['/0/text', 'type', 'content']]);
    expect(
      mismatches(union, [
        { type: 'image', url: 'x' },
        { type: 'image', url: null },
      ]),
    ).toEqual([['/1/url', 'type', 'content']]);
  });

  test('that of the branch which the value names, although it lacks what the branch requires', () => {
    expect(mismatches(union, [{ type: 'image' }])).toEqual([['/0/url', 'required', 'content']]);
    expect(mismatches(union, [{ url: 'x' }])).toEqual([['/0', 'oneOf', 'content']]);
  });

  test('that of the union where no branch was meant', () => {
    expect(mismatches(union, 3)).toEqual([['', 'anyOf', 'content']]);
    expect(mismatches(union, [{ type: 'sound' }])).toEqual([['/0', 'oneOf', 'content']]);
  });

  test('that of the consequence, and not of the condition', () => {
    const conditional: JsonSchema = {
      type: 'object',
      properties: { role: { type: 'string' }, id: { 'x-claim': 'id', type: 'string' } },
      if: { properties: { role: { const: 'tool' } }, required: ['role'] },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      then: { properties: { id: { 'x-claim': 'tool.id' } }, required: ['id'] },
    };
    expect(mismatches(conditional, { role: 'tool' })).toEqual([['/id', 'required', 'tool.id']]);
  });
});

test('a schema that lacks properties of a compiled one is judged as if it were compiled itself', () => {
  const properties = { model: { type: 'string' }, n: { type: 'integer' }, top_p: { type: 'number' } };
  const { n: _, ...left } = properties;
  for (const others of [{}, { additionalProperties: false }, { dependentRequired: { n: ['top_p'] } }]) {
    const complete: JsonSchema = { type: 'object', required: ['model'], ...others, properties };
    const lacking: JsonSchema = { ...complete, properties: left };
    const alike: JsonSchema = { ...lacking };
    const compiled = compileSchema({ ...complete });
    adoptCompiled(complete, (value) => compiled.fits(value));
    adoptWithout(lacking, complete, new Set(['n']));
    for (const value of [
      { model: 'm' },
      {},
      { model: 1 },
      { model: 'm', n: 'x' },
      { model: 'm', top_p: '1' },
      [],
      null,
    ]) {
      expect(compileSchema(lacking).fits(value)).toBe(compileSchema(alike).fits(value));
      expect(compileSchema(lacking).validate(value)).toEqual(compileSchema(alike).validate(value));
    }
  }
});
