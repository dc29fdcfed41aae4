import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunEvent } from '../../../src/core/model/event.js';
import { openRecord, type RunRecord } from '../../../src/io/record/record.js';
import { readEvents } from '../../../src/io/record/read-events.js';
import { makeCase } from '../../support/case.js';
import { makeExchange } from '../../support/exchange.js';
import { errorOf, valueOf } from '../../support/result.js';

const EVENTS: readonly RunEvent[] = [
  {
    type: 'run',
    schemaVersion: 1,
    tool: { name: 'conformance', version: '0.1.0' },
    target: { baseUrl: 'http://127.0.0.1/v1', model: null },
    specs: [{ id: 'acme', revision: '2026-11-20', sha256: 'ab' }],
    claims: [{ id: 'acme.a', spec: 'acme', checkable: true }],
    startedAt: '2026-11-20T12:00:00.000Z',
  },
  { type: 'plan', cases: [makeCase()], omitted: [{ case: 'a/b', spec: 'acme', needs: 'tools' }] },
  {
    type: 'exchange',
    exchange: makeExchange({
      pieces: [
        { ms: 1.5, bytes: new Uint8Array([0, 255, 10, 13]) },
        { ms: 2, bytes: 'é\n' },
      ],
    }),
  },
  { type: 'exchange', exchange: makeExchange({ id: 1, response: false, end: 'reset', endCode: 'ECONNRESET' }) },
  {
    type: 'result',
    result: {
      case: 'basic/minimal',
      spec: 'acme',
      verdict: 'diverges',
      inconclusive: null,
      exchanges: [0],
      observed: ['acme.a'],
      divergences: [
        {
          check: 'schema',
          claim: 'acme.a',
          level: 'must',
          kind: 'missing-field',
          at: { part: 'chunk', chunk: 3, pointer: '/a' },
          expected: 'a',
          actual: 'nothing',
          occurrences: 2,
          exchange: 0,
          sentence: 'It is missing.',
          source: { title: 't', url: 'u', quote: null },
        },
      ],
    },
  },
  { type: 'end', durationMs: 12, complete: false, stopped: { reason: 'interrupted', detail: 'Ctrl-C' } },
];

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'conformance-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function open(dir: string): Promise<RunRecord> {
  return valueOf(await openRecord(dir));
}

async function written(): Promise<{ readonly dir: string; readonly file: string }> {
  const dir = join(folder(), 'run');
  const record = await open(dir);
  for (const event of EVENTS) valueOf(record.append(event));
  valueOf(await record.finish(new Map([['report.md', '# Report']])));
  return { dir, file: join(dir, 'results.ndjson') };
}

describe('the record of a run', () => {
  it('comes back as it was', async () => {
    const { dir, file } = await written();
    expect(valueOf(await readEvents(file))).toEqual({ events: EVENTS, torn: null });
    expect(readFileSync(join(dir, 'report.md'), 'utf8')).toBe('# Report');
  });

  it('of version 0.1.0, which left out events of a long stream, is read as cut at the first gap', async () => {
    const { file } = await written();
    const lines = readFileSync(file, 'utf8').split('\n');
    const old = JSON.parse(lines[2] ?? '') as { exchange: { response: { body: unknown[] } } };
    const [first, second] = old.exchange.response.body as unknown[][];
    old.exchange.response.body = [[...(first ?? []), { events: 3, bytes: 500 }], second];
    writeFileSync(file, [...lines.slice(0, 2), JSON.stringify(old), ...lines.slice(3)].join('\n'));
    const { events } = valueOf(await readEvents(file));
    expect(events[2]).toMatchObject({
      exchange: {
        end: 'too-large',
        endCode: 'BODY_CUT_IN_CAPTURE',
        response: { body: [{ bytes: new Uint8Array([0, 255, 10, 13]) }] },
      },
    });
  });

  it('is for the eyes of its user', async () => {
    const { dir, file } = await written();
    expect([dir, file, join(dir, 'report.md')].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o700, 0o600, 0o600,
    ]);
  });

  it('is written to the disk line by line', async () => {
    const dir = folder();
    const record = await open(dir);
    for (const [n, event] of EVENTS.entries()) {
      record.append(event);
      expect(readFileSync(join(dir, 'results.ndjson'), 'utf8').split('\n')).toHaveLength(n + 2);
    }
    await record.finish(new Map());
  });

  it('replaces an earlier run, derived files and all, and nothing else', async () => {
    const { dir } = await written();
    writeFileSync(join(dir, 'notes.txt'), 'mine');
    const record = await open(dir);
    expect(existsSync(join(dir, 'report.md'))).toBe(false);
    await record.finish(new Map());
    expect(readFileSync(join(dir, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it.each([
    ['report.json', '{}'],
    ['results.ndjson', '{"theirs":1}\n'],
    ['src.c', 'int main;'],
  ])('refuses a folder with a %s that is not ours', async (name, text) => {
    const dir = folder();
    writeFileSync(join(dir, name), text);
    expect(errorOf(await openRecord(dir))).toMatchObject({ file: dir, reason: expect.stringContaining('not a run') });
    expect(readFileSync(join(dir, name), 'utf8')).toBe(text);
  });

  it('refuses a path that is no folder, and follows no link', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'file'), '');
    expect((await openRecord(join(dir, 'file'))).ok).toBe(false);
    expect(errorOf(await openRecord(join(dir, 'file', 'below')))).toMatchObject({
      reason: expect.stringContaining('in the place of a folder'),
    });
    writeFileSync(join(dir, 'victim'), '{"type":"run",');
    mkdirSync(join(dir, 'out'));
    symlinkSync(join(dir, 'victim'), join(dir, 'out', 'results.ndjson'));
    await (await open(join(dir, 'out'))).finish(new Map([['report.md', 'x']]));
    expect(readFileSync(join(dir, 'victim'), 'utf8')).toBe('{"type":"run",');
  });

  it.skipIf(process.platform !== 'linux')('refuses a folder that cannot be written', async () => {
    // No user can make a folder there.
    expect(errorOf(await openRecord('/proc/conformance'))).toMatchObject({
      suggestion: 'name a folder that can be written',
    });
  });

  it('says when a derived file cannot be written', async () => {
    const dir = folder();
    const record = await open(dir);
    mkdirSync(join(dir, 'report.md'));
    const failed = await record.finish(new Map([['report.md', 'x']]));
    expect(errorOf(failed)).toMatchObject({ file: join(dir, 'report.md') });
  });
});

describe('readEvents', () => {
  it('says that there is no such file', async () => {
    const file = join(folder(), 'none');
    expect(errorOf(await readEvents(file))).toEqual({
      file,
      line: null,
      column: null,
      reason: 'there is no such file or folder',
      suggestion: null,
    });
  });

  it('skips a torn last line and says so', async () => {
    const { file } = await written();
    const complete = readFileSync(file);
    for (const cut of [1, 2, 30]) {
      writeFileSync(file, complete.subarray(0, complete.length - cut));
      expect(valueOf(await readEvents(file))).toEqual({ events: EVENTS.slice(0, -1), torn: EVENTS.length });
    }
  });

  it.each([
    ['no JSON', 'oops', 'not JSON'],
    ['an empty line', '', 'not JSON'],
    ['another type', '{"type":"verdict"}', '"type" is none of'],
    ['a type that every object has', '{"type":"constructor"}', '"type" is none of'],
    ['no object', '[]', '"type" is none of'],
    ['a missing field', '{"type":"end","complete":true}', 'durationMs'],
    ['a wrong type inside', '{"type":"plan","cases":[{}],"omitted":[]}', '/cases/0'],
  ])('refuses %s with its line', async (_name, line, reason) => {
    const { file } = await written();
    appendFileSync(file, `${line}\n`);
    expect(errorOf(await readEvents(file))).toMatchObject({
      file,
      line: EVENTS.length + 1,
      reason: expect.stringContaining(reason),
    });
  });

  it.each(['', '{"type":"ru', '{"type":"end","durationMs":1,"complete":true}\n'])(
    'refuses a file that is %j',
    async (text) => {
      const file = join(folder(), 'results.ndjson');
      writeFileSync(file, text);
      expect(errorOf(await readEvents(file))).toMatchObject({
        line: 1,
        reason: 'it does not begin with the event of a run',
      });
    },
  );
});
