import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../../../src/core/model/json.js';
import { reachedClaims } from '../../../../src/core/schema/reached-claims.js';
import { undocumentedPaths } from '../../../../src/core/schema/undocumented-paths.js';

const schema: JsonSchema = {
  'x-claim': 'root',
  type: 'object',
  required: ['id'],
  properties: {
    id: { 'x-claim': 'id', type: 'string' },
    open: { 'x-claim': 'open', type: 'object' },
    map: { type: 'object', additionalProperties: { 'x-claim': 'map', type: 'number' } },
    list: { 'x-claim': 'list', type: 'array', items: { $ref: '#/$defs/item' } },
    pair: { type: 'array', prefixItems: [{ 'x-claim': 'pair.0' }], items: { 'x-claim': 'pair.rest' } },
    content: {
      anyOf: [
        { 'x-claim': 'text', type: 'string' },
        { 'x-claim': 'parts', type: 'array', items: { type: 'object', properties: { type: {} } } },
      ],
    },
  },
  if: { required: ['kind'] },
  // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
  then: { properties: { kind: { 'x-claim': 'kind' } } },
  else: { properties: { other: { 'x-claim': 'other' } } },
  $defs: {
    item: {
      allOf: [{ $ref: '#/$defs/base' }],
      properties: { next: { $ref: '#/$defs/item' } },
    },
    base: { 'x-claim': 'base', type: 'object', properties: { name: { 'x-claim': 'name' } } },
  },
};

function reached(value: Json): readonly string[] {
  return [...reachedClaims(schema, value)].sort();
}

describe('reachedClaims', () => {
  test('knows what is there, and what is required and missing', () => {
    expect(reached({})).toEqual(['id', 'root']);
    expect(reached({ id: 1, open: {} })).toEqual(['id', 'open', 'root']);
  });

  test('goes through references, allOf, items and maps', () => {
    expect(reached({ list: [{ next: { name: 'x' } }] })).toEqual(['base', 'id', 'list', 'name', 'root']);
    expect(reached({ map: { a: 1 } })).toEqual(['id', 'map', 'root']);
    expect(reached({ pair: [1] })).toEqual(['id', 'pair.0', 'root']);
    expect(reached({ pair: [1, 2] })).toEqual(['id', 'pair.0', 'pair.rest', 'root']);
  });

  test('takes the branch of a union that the value is of, and the outcome of a condition', () => {
    expect(reached({ content: 'x' })).toEqual(['id', 'root', 'text']);
    expect(reached({ content: [] })).toEqual(['id', 'parts', 'root']);
    expect(reached({ kind: 1, other: 1 })).toEqual(['id', 'kind', 'root']);
    expect(reached({ other: 1 })).toEqual(['id', 'other', 'root']);
  });
});

const undocumented = (value: Json): readonly string[] => undocumentedPaths(schema, value).map(({ pointer }) => pointer);

describe('undocumentedPaths', () => {
  test('gives the claim of the object that contains a member, or else the enclosing claim', () => {
    const plain: JsonSchema = {
      'x-claim': 'root',
      properties: { a: { 'x-claim': 'a', properties: { b: { properties: { c: {} } } } } },
    };
    expect(undocumentedPaths(plain, { x: 1, a: { y: 1, b: { z: 1 } } })).toEqual([
      { pointer: '/x', claim: 'root' },
      { pointer: '/a/y', claim: 'a' },
      { pointer: '/a/b/z', claim: 'a' },
    ]);
  });

  test('names the outermost members that no node knows', () => {
    const value = { id: 'x', 'a/b': { c: 1 }, list: [{ name: 1 }, { nick: 1, next: { nick: 2 } }] };
    expect(undocumented(value)).toEqual(['/a~1b', '/list/1/nick', '/list/1/next/nick']);
  });

  test('finds nothing inside objects of any shape, maps, and any branch', () => {
    expect(undocumented({ open: { a: 1 }, map: { a: 1 }, content: [{ type: 'x' }], kind: 1 })).toEqual([]);
    expect(undocumented({ content: [{ type: 'x', url: 'y' }] })).toEqual(['/content/0/url']);
  });

  test('sees keys that objects inherit', () => {
    const value = JSON.parse('{"constructor": 1, "__proto__": 2}') as Json;
    expect(undocumented(value)).toEqual(['/constructor', '/__proto__']);
  });

  test('stops after a thousand', () => {
    const value = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`x${n}`, n]));
    expect(undocumented(value)).toHaveLength(1000);
  });
});

test('both survive any depth and schemas that turn in circles', () => {
  const deep = JSON.parse(`{"list":${'[{"next":'.repeat(50_000)}1${'}]'.repeat(50_000)}}`) as Json;
  const list = JSON.parse(`{"list":[${'{"next":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`) as Json;
  for (const value of [deep, list]) {
    expect(reached(value)).toContain('base');
    expect(undocumented(value)).toEqual([]);
  }
  const circle: JsonSchema = { allOf: [{ $ref: '#' }], properties: { a: {} } };
  expect([...reachedClaims(circle, { a: 1 })]).toEqual([]);
  expect(undocumentedPaths(circle, { b: 1 })).toEqual([{ pointer: '/b', claim: null }]);
});
