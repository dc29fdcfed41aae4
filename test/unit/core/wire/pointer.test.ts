import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/model/json.js';
import { placeKey, chunkPlace, bodyPlace, headerPlace, placeOf, streamPlace } from '../../../../src/core/wire/place.js';
import { genericPointer, pointer, pointerSteps, valueAt } from '../../../../src/core/wire/pointer.js';
import { typeName } from '../../../../src/core/wire/json.js';

describe('pointer', () => {
  it('takes any steps there and back', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (steps) => {
        expect(pointerSteps(pointer(...steps))).toEqual(steps);
      }),
    );
  });

  it('escapes as RFC 6901 has it', () => {
    expect(pointer('a/b', 'm~n', 0, '')).toBe('/a~1b/m~0n/0/');
    expect(pointer()).toBe('');
  });

  it('finds own members only', () => {
    const document = JSON.parse('{"a/b":[{"c":null}],"__proto__":{"x":1}}') as Json;
    expect(valueAt(document, '/a~1b/0/c')).toBeNull();
    expect(valueAt(document, '')).toBe(document);
    expect(valueAt(document, '/__proto__/x')).toBe(1);
    for (const missing of ['/toString', '/a~1b/length', '/a~1b/01', '/a~1b/9', '/a~1b/0/c/d', 'a']) {
      expect(valueAt(document, missing)).toBe(missing === 'a' ? document : undefined);
    }
  });

  it('puts * for positions', () => {
    expect(genericPointer('/choices/0/delta/tool_calls/12/id')).toBe('/choices/*/delta/tool_calls/*/id');
    expect(genericPointer('/a1/1a/01/0')).toBe('/a1/1a/01/*');
  });
});

describe('place', () => {
  it('has one key for places that differ in chunk and position alone', () => {
    expect(placeKey(chunkPlace(3, '/choices/0/index'))).toBe(placeKey(chunkPlace(9, '/choices/1/index')));
    expect(placeKey(bodyPlace('/id'))).not.toBe(placeKey(chunkPlace(0, '/id')));
    expect(placeKey(headerPlace('X-A'))).toBe(placeKey(headerPlace('x-a')));
    expect(placeOf(null, '/a')).toEqual(bodyPlace('/a'));
    expect(placeKey(streamPlace)).toBe('stream');
  });
});

it.each([
  [undefined, 'nothing'],
  [null, 'null'],
  [true, 'boolean'],
  [1, 'integer'],
  [1.5, 'number'],
  ['', 'string'],
  [[], 'array'],
  [{}, 'object'],
] as const)('names the type of %j', (value, name) => {
  expect(typeName(value)).toBe(name);
});
