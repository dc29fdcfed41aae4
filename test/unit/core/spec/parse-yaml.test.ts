import { describe, expect, test } from 'vitest';
import { parseJson, parseYaml } from '../../../../src/core/spec/parse-yaml.js';

function errorsOf(text: string): readonly string[] {
  const parsed = parseYaml(text, 'x.yaml');
  return parsed.ok ? [] : parsed.errors.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
}

describe('parseYaml', () => {
  test('reads plain data and keeps its place', () => {
    const parsed = parseYaml('a:\n  - {b: 2026-11-20, c: yes}\n  - null\n', 'x.yaml');
    if (!parsed.ok) throw new Error('it did not parse');
    const source = parsed.value;
    expect(source.value).toEqual({ a: [{ b: '2026-11-20', c: 'yes' }, null] });
    const place = (path: readonly (string | number)[], part?: 'key' | 'value') => {
      const { line, column } = source.fail(path, 'x', null, part);
      return [line, column];
    };
    expect(place(['a', 0, 'b'])).toEqual([2, 9]);
    expect(place(['a', 0, 'b'], 'key')).toEqual([2, 6]);
    expect(place(['a', 1])).toEqual([3, 5]);
    // A path that breaks off has the place of its last node.
    expect(place(['a', 0, 'z', 'y'])).toEqual([2, 5]);
    expect(place([])).toEqual([1, 1]);
  });

  test('keeps the keys that objects inherit as plain keys', () => {
    const parsed = parseYaml('__proto__: {polluted: true}\nconstructor: 1\n', 'x.yaml');
    const value = parsed.ok ? (parsed.value.value as object) : {};
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('refuses what is no plain data', () => {
    expect(errorsOf('a: &x 1\nb: *x\n')).toEqual(['2:4 *x is an alias, which these files do not use.']);
    expect(errorsOf('a: !!binary aGk=\n')[0]).toMatch(/^1:4 Unresolved tag/);
    expect(errorsOf('1: x\n')).toEqual(['1:1 A key must be a text.']);
    expect(errorsOf('? [a]\n: x\n')).toEqual(['1:3 A key must be a text.']);
    expect(errorsOf('a: .nan\n')).toEqual(['1:4 ".nan" is no JSON value.']);
    expect(errorsOf('a: 1\n---\nb: 1\n')[0]).toMatch(/^2:1 A second document/);
    expect(errorsOf('')).toEqual(['null:null The file is empty.']);
  });

  test('refuses what is nested or long beyond reason', () => {
    for (const text of [
      '['.repeat(100_000),
      '['.repeat(100) + ']'.repeat(100),
      '- '.repeat(20_000),
      '{a: '.repeat(20_000),
    ]) {
      expect(errorsOf(text)).toHaveLength(1);
    }
    expect(errorsOf(`a: ${'x'.repeat(3_000_000)}`)[0]).toMatch(/longer than/);
  });
});

describe('parseJson', () => {
  test('reads JSON, indented by tabs too', () => {
    const parsed = parseJson('{\n\t"a":\t["x"]\n}\n', 'x.json');
    expect(parsed.ok && [parsed.value.value, parsed.value.fail(['a', 0], 'x').line]).toEqual([{ a: ['x'] }, 2]);
  });

  test('refuses YAML that is no JSON', () => {
    for (const text of ['a: 1', '{"a": 1,}', '{a: 1}', '# x\n{}', "{'a': 1}"]) {
      expect(parseJson(text, 'x.json').ok).toBe(false);
    }
  });
});
