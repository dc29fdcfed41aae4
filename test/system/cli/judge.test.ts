import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EXIT } from '../../../src/cli/shared/run-action.js';
import { judgeCommand } from '../../../src/cli/judge/judge.js';
import { toHar } from '../../../src/io/har/write-har.js';
import { completion, type ExchangeParts, makeExchange } from '../../support/exchange.js';

const dir = mkdtempSync(join(tmpdir(), 'conformance-judge-cli-'));
afterAll(() => rmSync(dir, { recursive: true }));

const ran = { stdout: '', stderr: '' };
beforeEach(() => {
  Object.assign(ran, { stdout: '', stderr: '' });
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      ran[name] += String(text);
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

let outs = 0;
const freshOut = (): string => join(dir, `out-${(outs += 1)}`);

function judge(files: readonly string[], flags: { readonly out?: string; readonly spec?: string } = {}) {
  return judgeCommand(files, { spec: 'openai', out: freshOut(), failOn: 'should', ...flags });
}

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(dir, name), content);
  return join(dir, name);
}

const captured = {
  url: 'http://127.0.0.1:8080/v1/chat/completions',
  request: { model: 'm', messages: [{ role: 'user', content: 'Hi' }] },
};

/** A HAR of a capture: nothing is known of the key. */
function har(parts: readonly ExchangeParts[], change: (log: Record<string, unknown>) => void = () => {}): string {
  const exchanges = parts.map((each, id) => {
    const made = makeExchange({ ...captured, case: 'entry-1', id, ...each });
    return { ...made, request: { ...made.request, auth: { kind: 'unknown', scheme: null } } };
  });
  const made = { log: { ...toHar(exchanges, '0').log } as Record<string, unknown> };
  change(made.log);
  return JSON.stringify(made);
}

const faithful: ExchangeParts = {
  headers: { 'content-type': 'application/json', 'x-request-id': 'req_1' },
  body: completion(
    {},
    {
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'Hello', refusal: null },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
    },
  ),
};
const faulty: ExchangeParts = { ...faithful, body: completion({ role: 'assistant', content: 'Hello' }, { id: 7 }) };

describe('exit status', () => {
  test('0 where nothing diverges', async () => {
    expect(await judge([write('ok.har', har([faithful]))])).toBe(EXIT.conforms);
  });

  test('1 where something does', async () => {
    expect(await judge([write('bad.har', har([faithful, faulty]))])).toBe(EXIT.diverges);
    expect(ran.stdout).toContain('/id');
  });

  test('3 where nothing could be judged', async () => {
    expect(await judge([write('none.har', har([]))])).toBe(EXIT.thin);
    const elsewhere = har([{ ...faithful, url: 'http://127.0.0.1:8080/v1/embeddings' }]);
    expect(await judge([write('other.har', elsewhere)])).toBe(EXIT.thin);
  });

  test('2 for an unknown spec or reporter, before anything is written', async () => {
    const file = write('ok.har', har([faithful]));
    const out = freshOut();
    expect(await judge([file], { spec: 'opnai', out })).toBe(EXIT.couldNotRun);
    expect(ran.stderr).toContain('Did you mean openai?');
    expect(await judgeCommand([file], { spec: 'openai', out, failOn: 'should', reporter: ['xml'] })).toBe(
      EXIT.couldNotRun,
    );
    expect(existsSync(out)).toBe(false);
  });
});

test('it writes what a run writes, of the traffic as it was captured', async () => {
  const out = freshOut();
  await judge([write('ok.har', har([faithful]))], { out });
  const names = readdirSync(out);
  expect(names).toEqual(expect.arrayContaining(['exchanges.har', 'report.json', 'report.md', 'results.ndjson']));
  expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))).toMatchObject({
    schemaVersion: 1,
    target: { baseUrl: 'http://127.0.0.1:8080/v1', model: 'm' },
    run: { startedAt: '2026-11-20T12:00:00.000Z', requests: 1, complete: true },
    results: [{ case: 'captured/1-chat', spec: 'openai', verdict: 'conforms', exchanges: [0] }],
  });
});

/** Damaged files, and what is said of each: where and why. */
const DAMAGED: readonly (readonly [name: string, content: string | Uint8Array, ran: string])[] = [
  ['cut.har', har([faithful]).slice(0, 900), 'cut.har:1:733: it ends before its JSON does'],
  ['version.har', har([faithful], (log) => Object.assign(log, { version: '2.0' })), 'it is HAR "2.0", not 1.2'],
  [
    'no-response.har',
    har([faithful, faithful], (log) => {
      const [, second] = log['entries'] as Record<string, unknown>[];
      delete second?.['response'];
    }),
    "entry 2: it must have required property 'response'",
  ],
  ['binary.har', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'binary.har:1:1: it is not JSON from here on'],
  ['torn.har.gz', new Uint8Array([0x1f, 0x8b, 8, 0, 1]), 'it is damaged or too large as gzip'],
  ['empty.har', '', 'empty.har:1:1: it ends before its JSON does'],
  ['list.har', '[]', 'it is not HAR 1.2'],
  ['results.ndjson', '{"type":"exchange"}\n', 'results.ndjson:1:'],
];

describe('damaged files', () => {
  test.each(DAMAGED)('%s is refused with where and why, and the others are judged', async (name, content, reason) => {
    const out = freshOut();
    const files = [write('a.har', har([faithful])), write(name, content), write('b.har', har([faulty]))];
    expect(await judge(files, { out })).toBe(EXIT.couldNotRun);
    expect(ran.stderr).toContain(name);
    expect(ran.stderr).toContain(reason);
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
    expect(report.results.map((result: { verdict: string }) => result.verdict)).toEqual(['conforms', 'diverges']);
  });

  test('without any other nothing is written', async () => {
    const out = freshOut();
    expect(await judge([write('cut.har', '{"log":'), join(dir, 'missing.har')], { out })).toBe(EXIT.couldNotRun);
    expect(ran.stderr).toMatch(/cut\.har:1:8: .*\n.*missing\.har: /);
    expect(existsSync(out)).toBe(false);
  });
});
