import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/model/json.js';
import { quote } from '../../../../src/core/wire/quote.js';

describe('quote', () => {
  it('shows a short value as JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const json = JSON.stringify(value);
        fc.pre(json.length <= 120 && /^[\u0020-\u007e]*$/.test(json));
        expect(quote(JSON.parse(json) as Json)).toBe(json);
      }),
    );
  });

  it('cuts long values and gives the length of the text', () => {
    expect(quote('x'.repeat(200), 10)).toBe(`"${'x'.repeat(9)}… (200 characters)`);
    expect(quote([1, [2, { a: 'b'.repeat(50) }]], 12)).toBe('[1,[2,{"a":"…');
  });

  it('never shows more characters than requested, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 60 }), (value, longest) => {
        const shown = quote(JSON.parse(JSON.stringify(value)) as Json, longest);
        expect(shown.length).toBeLessThanOrEqual(6 * longest + 30);
      }),
    );
  });

  it('survives what is nested deeper than the stack and larger than a page', () => {
    const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) as Json;
    expect(quote(deep, 5)).toBe('[[[[[…');
    expect(quote('\u001b]0;x'.repeat(1_000_000), 8)).toBe('"\\u001b]… (5000000 characters)');
  });

  it('cuts no surrogate pair and keeps a member named __proto__', () => {
    expect(quote('ab😀', 4)).toBe('"ab… (4 characters)');
    expect(quote(JSON.parse('{"__proto__":1}') as Json)).toBe('{"__proto__":1}');
  });

  it('escapes what acts on a terminal or hides', () => {
    expect(quote('a\u202eb\u200bc\u0007')).toBe('"a\\u202eb\\u200bc\\u0007"');
    expect(quote(undefined)).toBe('nothing');
  });
});
