import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCatastrophic } from '../../../../src/core/spec/is-catastrophic.js';
import { compileSchema } from '../../../../src/core/spec/validator.js';
import { propertyRuns } from '../../../support/property-runs.js';

describe('isCatastrophic', () => {
  test.each([
    '(a+)+$',
    '^(a|a)*$',
    '(a*)*b',
    '([a-z]+)*!',
    '(.*a){60}',
    '(x+x+)+y',
    '(a|b|ab)*c',
    '^((ab)*)*$',
    '(\\w|\\d)+$',
    '(a+){2,}',
    '(?:a+)+',
    '(?<n>a*)+',
    '(a)\\1+',
    '((a{1,99})b?)*',
  ])('is %s', (pattern) => expect(isCatastrophic(pattern)).toBe(true));

  test.each([
    '^chatcmpl-',
    '^[a-zA-Z0-9_-]+$',
    '^(foo|bar)*$',
    '(ab)+',
    '^\\d{4}-\\d{2}$',
    '(?=a)b+',
    'a+b+c+',
    '[(+*]+',
    '\\(a+\\)',
    '(a{1,3})*',
    '^(chatcmpl-|$)',
    '\\p{L}+',
    '[',
  ])('is not %s', (pattern) => expect(isCatastrophic(pattern)).toBe(false));

  test('says something of every text, and soon', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'()[]{}|*+?\\^$.,:=!<>ab019pk'), maxLength: 60 }), (pattern) => {
        expect(typeof isCatastrophic(pattern)).toBe('boolean');
      }),
      propertyRuns(3000),
    );
  });
});

describe('a pattern of anybody’s schema', () => {
  const text = `${'a'.repeat(200)}!`;

  test('that may take for ever is taken to fit', () => {
    expect(compileSchema({ type: 'string', pattern: '^(a+)+$' }, { strict: false }).validate(text)).toEqual([]);
  });

  test('is matched where it is harmless, each as itself', () => {
    const schema = { type: 'object', properties: { a: { pattern: '^a+$' }, b: { pattern: '^b+$' } } };
    const found = compileSchema(schema, { strict: false }).validate({ a: 'b', b: 'b' });
    expect(found.map(({ pointer }) => pointer)).toEqual(['/a']);
  });

  test('is not matched on a text of megabytes', () => {
    const schema = { type: 'string', pattern: '\\s+$' };
    expect(compileSchema(schema, { strict: false }).validate(`${' '.repeat(1 << 20)}x`)).toEqual([]);
  });

  test('with repetitions in a row is matched on short texts alone', () => {
    const schema = compileSchema({ type: 'string', pattern: '^.*.*.*.*.*x$' }, { strict: false });
    expect(schema.validate('a'.repeat(4000))).toEqual([]);
    expect(schema.validate('abc')).toHaveLength(1);
  });
});
