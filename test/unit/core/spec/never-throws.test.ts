import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { propertyRuns } from '../../../support/property-runs.js';
import { good, parse } from './sample.js';

const names = Object.keys(good);
const file = fc.constantFrom(...names, 'request.schema.json', 'examples/more.json');

/** Whether the spec was parsed, or every error names one of its files. */
function isAnswered(changes: Readonly<Record<string, string>>): boolean {
  const parsed = parse(changes);
  if (parsed.ok) return true;
  const reported = parsed.errors.filter(
    ({ file: path, reason }) => path.startsWith('specs/acme/chat/') && reason !== '',
  );
  return reported.length > 0 && reported.length === parsed.errors.length;
}

/** The first counterexample as text, or null. */
function findUnanswered(changes: fc.Arbitrary<Readonly<Record<string, string>>>, many: number): string | null {
  const details = fc.check(fc.property(changes, isAnswered), propertyRuns(many));
  return details.failed ? (fc.defaultReportMessage(details) ?? 'failed') : null;
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

const schema = fc
  .dictionary(
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
  )
  .map((node) => ({
    'response.schema.json': JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...node }),
  }));

// A spec is parsed whole for every change: seconds, and more on a busy machine.
describe('a spec of any files is parsed or reported, without an exception', { timeout: 60_000 }, () => {
  test('random text', () => {
    const changes = fc.tuple(file, fc.string({ unit: 'binary' })).map(([name, text]) => ({ [name]: text }));
    expect(findUnanswered(changes, 200)).toBeNull();
  });

  test('random data as YAML and JSON', () => {
    const changes = fc
      .tuple(file, fc.jsonValue(), fc.boolean())
      .map(([name, value, yaml]) => ({ [name]: yaml ? stringify(value) : JSON.stringify(value) }));
    expect(findUnanswered(changes, 200)).toBeNull();
  });

  test('good files with a piece exchanged', () => {
    expect(findUnanswered(mutated, 300)).toBeNull();
  });

  test('random schemas', () => {
    expect(findUnanswered(schema, 200)).toBeNull();
  });
});
