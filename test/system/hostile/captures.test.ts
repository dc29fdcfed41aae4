import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { completion } from './kit/answers.js';
import { conformance, makeFolder } from './kit/command.js';
import { someOf } from '../../support/property-runs.js';

const SAID = completion();
const JSON_TYPE = [{ name: 'content-type', value: 'application/json' }];
const OWN = {
  _id: 0,
  _case: 'basic/minimal',
  _step: 0,
  _attempt: 0,
  _auth: { kind: 'valid', scheme: null },
  _end: 'complete',
  _endCode: null,
  _timing: [[1, SAID.length]],
  _encoded: null,
  _timed: true,
  _raw: true,
};

/** One entry of a HAR, with what is given in place of its members. */
function entry(given: object = {}, request: unknown = {}, answer: string = SAID): object {
  const testCase = { model: 'm', messages: [{ role: 'user', content: 'Hi' }], ...(request as object) };
  return {
    startedDateTime: '2026-11-20T00:00:00Z',
    time: 5,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1/v1/chat/completions',
      headers: [],
      postData: { text: typeof request === 'string' ? request : JSON.stringify(testCase) },
    },
    response: { status: 200, headers: JSON_TYPE, content: { text: answer } },
    ...given,
  };
}

const har = (entries: readonly object[], name = 'a proxy') =>
  JSON.stringify({ log: { version: '1.2', creator: { name }, entries } });

const inText = (value: unknown) => completion().replace('"Paris"', JSON.stringify(JSON.stringify(value)));
const format = (schema: object) => ({
  response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema } },
});
const names = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`name-${i}`, i]));
const nested = (open: string, close: string, inner: string) => open.repeat(100_000) + inner + close.repeat(100_000);
const events = Array.from({ length: 20_000 }, (_, n) => `data: {"name-${n}":${n}}\n\n`).join('');

// A wrong request that was accepted is a note where no document has it refused: the run conforms. One without a required
// parameter is a divergence.
const CAPTURES: readonly (readonly [what: string, content: () => string | Uint8Array, status: number])[] = [
  ['that is sound', () => har([entry()]), 0],
  ['whose request nests 100,000 arrays', () => har([entry({}, `{"model":"m","messages":${nested('[', ']', '')}}`)]), 0],
  [
    'whose request nests 100,000 objects',
    () => har([entry({}, `{"model":"m","messages":${nested('{"messages":', '}', '1')}}`)]),
    0,
  ],
  ['whose request nests and names no model', () => har([entry({}, nested('{"messages":', '}', '1'))]), 1],
  ['whose answer nests 100,000 objects', () => har([entry({}, {}, nested('{"choices":', '}', '1'))]), 1],
  ['whose schema refers to itself', () => har([entry({}, format({ $ref: '#' }), inText({ a: 1 }))]), 0],
  [
    'whose schema compares each with each',
    () => har([entry({}, format({ uniqueItems: true }), inText(names(90_000)))]),
    0,
  ],
  ['that names 90,000 fields', () => har([entry({}, {}, completion(names(90_000)))]), 0],
  ['whose chunks name 20,000 fields', () => har([entry({}, { stream: true }, events)]), 1],
  ['of several thousand messages', () => har([entry({}, { messages: Array.from({ length: 50_000 }, () => 1) })]), 0],
  ['that requests a thousand million choices', () => har([entry({}, { n: 1e9 })]), 1],
  ['with a status that is none', () => har([entry({ response: { status: -7, headers: [], content: {} } })]), 3],
  ['that is ours, forged: its case', () => har([entry({ ...OWN, _case: '__proto__' })], 'conformance'), 0],
  ['that is ours, forged: a step of none', () => har([entry({ ...OWN, _step: 4e9, _attempt: 4e9 })], 'conformance'), 0],
  ['that is ours, forged: its times', () => har([entry({ ...OWN, _timing: [[1, 5]] })], 'conformance'), 2],
  ['that is ours, forged: its end', () => har([entry({ ...OWN, _end: 'constructor' })], 'conformance'), 2],
  ['that is a bomb', () => gzipSync(Buffer.alloc(450 << 20, ' ')), 2],
];

test.each(someOf(CAPTURES, 2))('a capture %s is judged or refused, within bounds', async (_, makeContent, status) => {
  const folder = makeFolder();
  const file = join(folder, 'capture.har');
  const content = makeContent();
  writeFileSync(file, content);
  const out = join(folder, 'out');
  const ran = await conformance(['judge', file, '--spec', 'openai', '--out', out, '--notes']);
  expect(ran.stderr).not.toMatch(/itself failed|Maximum call stack|^\s+at /m);
  expect([ran.status, ran.stderr]).toEqual([status, expect.anything()]);
  // What is written is not more than a few times what was read.
  const written = status === 2 ? [] : readdirSync(out).map((name) => statSync(join(out, name)).size);
  expect(written.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000 + 6 * content.length);
  expect(ran.stdout.length).toBeLessThan(200_000);
});
