import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/core/config/config.js';
import type { InputError } from '../../../src/core/model/result.js';
import { parseBaseline } from '../../../src/core/report/parse-baseline.js';
import { loadSuites } from '../../../src/io/files/load-suites.js';
import { readCapture } from '../../../src/io/har/read-capture.js';
import { readEvents } from '../../../src/io/record/read-events.js';
import { readSchema } from '../../../src/io/files/package-files.js';
import { readReport } from '../../../src/io/record/read-run.js';
import { parse } from '../core/spec/sample.js';
import { SAMPLES } from './samples.js';
import { propertyRuns } from '../../support/property-runs.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(path: string, content: string | Uint8Array): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** What a reader says is wrong; empty if it could read the file. */
type Read = (content: string) => Promise<readonly InputError[]>;

const toErrors = (read: object): readonly InputError[] =>
  'errors' in read ? (read.errors as readonly InputError[]) : [];

const known = {
  cases: new Set(['streaming/basic']),
  specs: new Set(['acme']),
  checks: new Map([['schema', ['missing-field']]]),
};
const [configSchema, baselineSchema] = ['config.schema.json', 'baseline.schema.json'].map(readSchema);

const inSpec =
  (name: string): Read =>
  (content) =>
    Promise.resolve(toErrors(parse({ [name]: content })));

const FORMATS: Readonly<Record<keyof typeof SAMPLES, Read>> = {
  'spec.yaml': inSpec('spec.yaml'),
  'claims.yaml': inSpec('claims.yaml'),
  'response.schema.json': inSpec('response.schema.json'),
  suite: async (content) => {
    put('suites/openai-chat/a.yaml', content);
    return (await loadSuites(join(folder, 'suites'))).errors;
  },
  config: (content) =>
    Promise.resolve(
      toErrors(
        parseConfig(content, 'conformance.yaml', configSchema ?? {}, {
          specs: ['acme'],
          suites: ['basic'],
          reporters: ['json'],
        }),
      ),
    ),
  baseline: (content) =>
    Promise.resolve(toErrors(parseBaseline(content, 'baseline.yaml', baselineSchema ?? {}, known))),
  har: async (content) => toErrors(await readCapture(put('a.har', content))),
  ndjson: async (content) => toErrors(await readEvents(put('a/results.ndjson', content))),
  report: async (content) => toErrors(await readReport(put('b/report.json', content))),
};

const names = Object.keys(FORMATS) as readonly (keyof typeof SAMPLES)[];

/** A file that was damaged: a piece cut out, doubled, or replaced by something that parsers stumble over. */
function damaged(sample: string): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    '',
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    '- ',
    '\n',
    '\t',
    '\0',
    '&a',
    '*a',
    '!!js/function ',
    '"__proto__": {}',
    '1e999',
    '-',
    '\u{1F600}',
    '\uD800',
    '---\n',
    '#',
    '|',
    'null',
    'é',
  );
  return fc
    .tuple(fc.nat(sample.length), fc.nat(40), piece, fc.boolean())
    .map(
      ([at, length, text, twice]) =>
        sample.slice(0, at) + text + (twice ? sample.slice(at, at + length) : '') + sample.slice(at + length),
    );
}

describe.each(names)('%s', (name) => {
  const read = FORMATS[name];
  const sample = SAMPLES[name];

  test('is read where it is sound', async () => {
    expect(await read(sample)).toEqual([]);
  });

  test('however it is damaged, what is wrong comes back with place and reason', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(damaged(sample), damaged(sample).chain(damaged), fc.string({ unit: 'binary' })),
        async (text) => {
          for (const { file, line, column, reason } of await read(text)) {
            expect(file).not.toBe('');
            expect(reason.length).toBeGreaterThan(3);
            expect(reason.length).toBeLessThan(2000);
            expect(line ?? 1).toBeGreaterThan(0);
            expect(column ?? 1).toBeGreaterThan(0);
          }
        },
      ),
      propertyRuns(60),
    );
  });

  test.each([
    ['nothing', ''],
    ['a lone scalar', '42'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0, 1, 2]).toString('latin1')],
    ['deep brackets', '['.repeat(20_000)],
    [
      'aliases that explode',
      [
        'a: &a [x, x]',
        ...[...'bcdefghijklmnop'].map(
          (letter, n) => `${letter}: &${letter} [${`*${'abcdefghijklmnop'[n]}, `.repeat(9)}1]`,
        ),
      ].join('\n'),
    ],
    ['a tag that makes an object', 'a: !!js/function "function () { return 1 }"'],
    ['a key __proto__', '{"__proto__": {"polluted": true}}'],
  ])('%s is refused', async (_, text) => {
    const errors = await read(text);
    // A baseline of nothing knows nothing, and is sound.
    expect(errors.length > 0).toBe(name !== 'baseline' || text !== '');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('a schema of a spec', () => {
  const schemaWith = (node: object) => {
    const schema = JSON.parse(SAMPLES['response.schema.json']) as { properties: Record<string, unknown> };
    return JSON.stringify({ ...schema, properties: { ...schema.properties, extra: node } });
  };

  test.each([
    ['a pattern that refers back', { type: 'string', pattern: '^(a+)\\1+$' }, /backtracking/],
    ['a pattern of names that looks ahead', { type: 'object', patternProperties: { '^(?=a)': true } }, /backtracking/],
    ['a reference to the network', { $ref: 'https://evil.example/schema.json' }, /network/],
    ['a reference without a scheme', { $ref: '//evil.example/schema.json' }, /network/],
    ['a reference to another file', { $ref: '../../../../../etc/passwd' }, /leaves the file/],
    ['a reference to a file', { $ref: 'file:///etc/passwd' }, /network/],
    ['a reference to nowhere', { $ref: '#/$defs/nowhere' }, /nowhere/],
    ['a pattern that is none', { type: 'string', pattern: '(' }, /./],
  ])('with %s is refused', async (_, node, reason) => {
    const errors = await FORMATS['response.schema.json'](schemaWith(node));
    expect(errors.map((error) => error.reason).join('\n')).toMatch(reason);
    expect(errors[0]).toMatchObject({ file: expect.stringContaining('response.schema.json') as unknown });
  });
});
