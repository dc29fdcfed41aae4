import { describe, expect, test } from 'vitest';
import { misfit } from '../../../../../src/core/checks/schema/fit-schema.js';
import type { Json, JsonObject } from '../../../../../src/core/model/json.js';

const deep = (levels: number, inner: Json = 'x'): Json =>
  Array.from({ length: levels }).reduce<Json>((value) => ({ a: value }), inner);

/** Each definition refers twice to the next, in the words of `join`. */
const fanned = (join: (ref: JsonObject) => JsonObject): JsonObject => ({
  $ref: '#/$defs/0',
  $defs: Object.fromEntries(
    Array.from({ length: 41 }, (_, n) => [n, n === 40 ? { type: 'number' } : join({ $ref: `#/$defs/${n + 1}` })]),
  ),
});

describe('a schema that a request carried', () => {
  test.each<[string, JsonObject, Json]>([
    ['refers to itself', { $ref: '#' }, {}],
    ['refers to itself in a circle', { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { anyOf: [{ $ref: '#' }] } } }, {}],
    ['fans out', fanned((ref) => ({ allOf: [ref, ref] })), 'x'],
    ['fans out over branches that fail', fanned((ref) => ({ anyOf: [ref, { not: ref }] })), 'x'],
    ['fans out level by level', { properties: { a: { allOf: [{ $ref: '#' }, { $ref: '#' }] } } }, deep(60)],
    ['fans out over patterns', { patternProperties: { a: { $ref: '#' }, '^a': { $ref: '#' } } }, deep(60)],
    [
      'has each of many items compared with each',
      { uniqueItems: true },
      Array.from({ length: 100_000 }, (_, n) => [n]),
    ],
    ['is followed deep into a value', { properties: { a: { $ref: '#' } } }, deep(3000)],
    ['refers to the network', { $ref: 'https://evil.example/schema.json' }, {}],
    ['has a pattern that needs backtracking', { pattern: '^(a+)\\1+$' }, `${'a'.repeat(40)}!`],
  ])('that %s says nothing', (_, schema, value) => {
    expect(misfit(schema, value)).toBeNull();
  });

  test('has a pattern that a backtracking engine does not finish, and is obeyed', () => {
    expect(misfit({ pattern: '^(a+)+$' }, `${'a'.repeat(5000)}!`)?.errors).toEqual(['must match pattern "^(a+)+$"']);
    expect(misfit({ pattern: '^(a+)+$' }, 'a'.repeat(5000))).toBeNull();
  });

  test('refers to itself level by level, as trees do, and is obeyed', () => {
    const tree: JsonObject = {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: { a: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] }, b: { $ref: '#/$defs/leaf' } },
        },
        leaf: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      },
    };
    expect(misfit(tree, deep(20, null))).toBeNull();
    expect(misfit(tree, deep(20, 5))?.errors[0]).toContain('/a/a/a');
  });
});
