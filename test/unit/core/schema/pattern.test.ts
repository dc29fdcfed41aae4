import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, isSupported } from '../../../../src/core/schema/pattern.js';
import { compileSchema } from '../../../../src/core/schema/validator.js';
import { propertyRuns } from '../../../support/property-runs.js';

const as = 'a'.repeat(5000);

describe('a pattern that a backtracking engine does not finish', () => {
  test.each([
    ['(a+)+$', `${as}!`, false],
    ['^(a|a)*$', `${as}!`, false],
    ['(a*)*b', as, false],
    ['([a-z]+)*!', as, false],
    ['(.*a){60}$', `${as}!`, false],
    ['(x+x+)+y', 'x'.repeat(5000), false],
    ['(a|b|ab)*c', 'ab'.repeat(2500), false],
    ['^((ab)*)*$', `${'ab'.repeat(2500)}!`, false],
    ['(\\w|\\d)+$', `${'1'.repeat(5000)}!`, false],
    ['(a+){2,}$', `${as}!`, false],
    ['(?:a+)+$', `${as}!`, false],
    ['(?<n>a*)+$', `${as}b`, true],
    ['^((a{1,99})b?)*$', `${as}!`, false],
    ['^(a?){50}a{50}$', 'a'.repeat(49), false],
    ['^(.*)(.*)(.*)(.*)(.*)x$', as, false],
    ['\\s+$', `${' '.repeat(5000)}x`, false],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', as, false],
    ['^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}$', as, false],
  ])('is decided: %s', (pattern, text, expected) => expect(compilePattern(pattern).test(text)).toBe(expected));
});

describe('a pattern that needs backtracking', () => {
  test.each(['(a)\\1+', '(?<n>a)\\k<n>', '(?=a)b+', '(?!a)b', '(?<=a)b', '(?<!a)b', 'a{1,2000}', '\\uD83D\\uDE00'])(
    '%s is not supported, and every text fits it',
    (pattern) => {
      expect(isSupported(pattern)).toBe(false);
      expect(compilePattern(pattern).test('no')).toBe(true);
    },
  );

  test.each(['^chatcmpl-', '\\\\1', '\\\\k<', '(ab)+', '\\p{L}+', '(a{1,3})*', '[(+*]+', '[[]', '[^]', '[\\b]'])(
    '%s is supported',
    (pattern) => expect(isSupported(pattern)).toBe(true),
  );

  test('is not one that expands beyond a bound', () => {
    expect(isSupported('((a{1,1000}){1,1000}){1,1000}')).toBe(false);
    expect(isSupported('('.repeat(5000) + ')'.repeat(5000))).toBe(false);
  });
});

describe('a pattern means what it means in ECMAScript', () => {
  const every = Array.from({ length: 0x3100 }, (_, code) => String.fromCodePoint(code)).concat(
    '\ufeff',
    '\ufeff\ufeff',
    '😀',
    '\u{10ffff}',
  );

  test.each([
    '^.$',
    '^\\s$',
    '^\\S$',
    '^[\\s]$',
    '^[^\\s]$',
    '^[\\S]$',
    '^[^\\S]$',
    '^[\\s\\S]$',
    '^[.]$',
    '^[[]$',
    '^[\\b]$',
    '^[^]$',
    '^\\d$',
    '^\\w$',
    '^\\W$',
    '^\\p{L}$',
    '^\\p{Lu}$',
    '^\\P{N}$',
    '^\\u{1F600}$',
    '^\\u0041$',
    '^\\x41$',
    '^\\cJ$',
    '^\\0$',
    '^\\u{1f600}$',
    '^[\\u0041-\\u005a]$',
    '\\bx|\\B-',
    '^(?:a|[^b-y])$',
  ])('%s', (pattern) => {
    const native = new RegExp(pattern, 'u');
    const ours = compilePattern(pattern);
    expect(isSupported(pattern)).toBe(true);
    expect(every.filter((text) => ours.test(text) !== native.test(text))).toEqual([]);
  });

  test('whatever its parts are', () => {
    const atom = fc.constantFrom(
      ...'ab.[]-',
      'a',
      '\\s',
      '\\S',
      '[a-c]',
      '[^a]',
      '[\\s.]',
      '[^\\S\\]]',
      '\\[',
      '\\.',
      '\\\\',
    );
    const quantifier = fc.constantFrom('', '', '*', '+?', '?', '{2}', '{1,3}');
    const part = fc.tuple(atom, quantifier).map((each) => each.join(''));
    const pattern = fc
      .array(fc.oneof(part, part, fc.constantFrom('(', ')', '|', '(?:', '^', '$', '\\b')), { maxLength: 8 })
      .map((parts) => parts.join(''))
      .filter(isPattern);
    const text = fc.string({ unit: fc.constantFrom(...'ab.[]-\\ \n\r\u2028\u00a0é😀'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (written, on) => {
        fc.pre(isSupported(written));
        expect(compilePattern(written).test(on)).toBe(new RegExp(written, 'u').test(on));
      }),
      propertyRuns(2000),
    );
  });

  test('and is refused where ECMAScript refuses it', () => {
    for (const pattern of ['[', '(', '\\k<n>', 'a{2', ']', '[[:alpha:]]']) {
      expect(() => compilePattern(pattern)).toThrow(SyntaxError);
    }
  });
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').flags === 'u';
  } catch {
    return false;
  }
}

describe('a pattern of a foreign schema', () => {
  const text = `${'a'.repeat(200)}!`;

  test('is decided even when a backtracking engine would not finish', () => {
    const keywords = compileSchema({ type: 'string', pattern: '^(a+)+$' }).validate(text);
    expect(keywords.map(({ keyword }) => keyword)).toEqual(['pattern']);
  });

  test('is decided for member names, also on the way to the place of an error', () => {
    const schema = { type: 'object', patternProperties: { '^(a+)+$': { type: 'string' } } };
    const found = compileSchema(schema).validate({ [text]: 1, aa: 1 });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/aa']);
  });

  test('is matched as itself', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string', pattern: '^a+$' }, b: { type: 'string', pattern: '^b+$' } },
    };
    const found = compileSchema(schema).validate({ a: 'b', b: 'b' });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/a']);
  });

  test('is not matched on a text of megabytes', () => {
    const schema = { type: 'string', pattern: '\\s+$' };
    expect(compileSchema(schema).validate(`${' '.repeat(1 << 20)}x`)).toEqual([]);
  });

  test('with repetitions in a row is matched on long texts too', () => {
    const schema = compileSchema({ type: 'string', pattern: '^.*.*.*.*.*x$' });
    expect(schema.validate('a'.repeat(4000))).toHaveLength(1);
    expect(schema.validate('abc')).toHaveLength(1);
    expect(schema.validate(`${'a'.repeat(4000)}x`)).toEqual([]);
  });
});
