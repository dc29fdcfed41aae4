import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { good, parse } from './sample.js';

const names = Object.keys(good);
const file = fc.constantFrom(...names, 'request.schema.json', 'examples/more.json');

function answers(changes: Readonly<Record<string, string>>): void {
  const parsed = parse(changes);
  if ('spec' in parsed) return;
  expect(parsed.errors.length).toBeGreaterThan(0);
  for (const { file: path, reason } of parsed.errors) {
    expect(path).toMatch(/^specs\/acme\/chat\//);
    expect(reason).not.toBe('');
  }
}

/** A good file with a piece cut out and another put in. */
const mutated = fc
  .record({
    name: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(20),
    put: fc.string(),
  })
  .map(({ name, at, cut, put }) => {
    const text = good[name] ?? '';
    const from = Math.floor(text.length * at);
    return { [name]: text.slice(0, from) + put + text.slice(from + cut) };
  });

describe('a spec of any files is parsed or told, never thrown at', () => {
  test('random text', () => {
    fc.assert(
      fc.property(file, fc.string({ unit: 'binary' }), (name, text) => answers({ [name]: text })),
      { numRuns: 300 },
    );
  });

  test('random data as YAML and JSON', () => {
    fc.assert(
      fc.property(file, fc.jsonValue(), fc.boolean(), (name, value, yaml) =>
        answers({ [name]: yaml ? stringify(value) : JSON.stringify(value) }),
      ),
      { numRuns: 300 },
    );
  });

  test('good files with a piece exchanged', () => {
    fc.assert(fc.property(mutated, answers), { numRuns: 500 });
  });

  test('random schemas', () => {
    const node = fc.dictionary(
      fc.constantFrom(
        'type',
        '$ref',
        'properties',
        'items',
        'allOf',
        'required',
        'enum',
        'pattern',
        'if',
        'x-claim',
        'format',
      ),
      fc.oneof(fc.jsonValue(), fc.constantFrom('object', '#', '#/$defs/a', '#/properties/a', '%', { $ref: '#' })),
    );
    fc.assert(
      fc.property(node, (schema) =>
        answers({
          'response.schema.json': JSON.stringify({
            $schema: 'https://json-schema.org/draft/2020-12/schema',
            ...schema,
          }),
        }),
      ),
      { numRuns: 300 },
    );
  });
});
