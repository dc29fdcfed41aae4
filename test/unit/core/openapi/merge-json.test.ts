import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/model/json.js';
import { isSame, mergeJson } from '../../../../src/core/openapi/merge-json.js';

function merge(base: Json, own: Json, next: Json): { readonly merged: Json | undefined; readonly kept: string[] } {
  const kept: string[] = [];
  return { merged: mergeJson({ base, own, next }, '', kept), kept };
}

describe('mergeJson', () => {
  it.each<[string, Json, Json, Json, Json]>([
    ['takes a change of the document', { a: 1 }, { a: 1 }, { a: 2 }, { a: 2 }],
    ['keeps an edit', { a: 1 }, { a: 3 }, { a: 1 }, { a: 3 }],
    ['merges both by key', { a: 1, b: 1 }, { a: 3, b: 1 }, { a: 1, b: 2 }, { a: 3, b: 2 }],
    ['removes what the document removed', { a: 1, b: 1 }, { a: 1, b: 1 }, { a: 1 }, { a: 1 }],
    ['leaves out what a person removed', { a: 1, b: 1 }, { a: 1 }, { a: 2, b: 1 }, { a: 2 }],
    [
      'merges lists by id',
      [{ id: 'x', v: 1 }, { id: 'y' }],
      [{ id: 'own' }, { id: 'x', v: 1 }, { id: 'y' }],
      [{ id: 'x', v: 2 }, { id: 'new' }],
      [{ id: 'own' }, { id: 'x', v: 2 }, { id: 'new' }],
    ],
    ['merges lists of texts as sets', ['a', 'b'], ['own', 'a', 'b'], ['b', 'c'], ['own', 'b', 'c']],
  ])('%s', (_, base, own, next, expected) => {
    expect(merge(base, own, next)).toEqual({ merged: expected, kept: [] });
  });

  it('keeps the edit where the document changed too, and names the place', () => {
    expect(merge({ a: { b: 1 } }, { a: { b: 3 } }, { a: { b: 2 } })).toEqual({
      merged: { a: { b: 3 } },
      kept: ['/a/b'],
    });
    // An edited value that the document removed stays as well.
    expect(merge({ a: 1 }, { a: 3 }, {})).toEqual({ merged: { a: 3 }, kept: ['/a'] });
  });

  it('takes any document without edits, and any edit if the document is the same', () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(json, json, (one, other) => {
        expect(isSame(merge(one, one, other).merged, other)).toBe(true);
        expect(isSame(merge(one, other, one).merged, other)).toBe(true);
        expect(merge(one, other, one).kept).toEqual([]);
      }),
    );
  });
});
