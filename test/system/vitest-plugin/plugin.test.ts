import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { writeAcme } from '../../support/write-acme.js';
import { startFaultyGateway } from '../../unit/baseline/faulty-gateway.js';
import { start } from '../e2e/support/conformance.js';
import { RUNS_MANY } from '../../support/property-runs.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');

interface TestOutcome {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** What vitest reports of one file. */
interface FileOutcome {
  /** `passed` or `failed`. */
  readonly status: string;
  readonly message: string;
  readonly tests: readonly TestOutcome[];
}

/**
 * Runs a real vitest on files of one line, in a folder of the checkout, from where the package resolves itself.
 * @param options of the tests of each file, by a name for the file
 */
async function runVitest(options: Readonly<Record<string, object>>, ...args: readonly string[]) {
  const folder = mkdtempSync(join(ROOT, 'test', 'system', 'vitest-plugin', '.tmp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, each] of Object.entries(options))
    writeFileSync(
      join(folder, `${name}.check.ts`),
      `import { conformanceTests } from 'llm-conformance/vitest';\nconformanceTests(${JSON.stringify(each)});\n`,
    );
  writeFileSync(join(folder, 'vitest.config.ts'), "export default { test: { include: ['*.check.ts'] } };\n");
  // One worker loads the package once for all files.
  const flags = ['run', '--root', folder, '--reporter=json', '--no-isolate', '--maxWorkers=1', ...args];
  const ran = await start(process.execPath, [VITEST, ...flags], { CONFORMANCE_API_KEY: REFERENCE_KEY }).ended;
  const report = JSON.parse(ran.stdout.slice(ran.stdout.indexOf('{'))) as {
    readonly testResults: readonly {
      readonly name: string;
      readonly status: string;
      readonly message: string;
      readonly assertionResults: readonly TestOutcome[];
    }[];
  };
  const files = new Map(
    report.testResults.map(({ name, status, message, assertionResults: tests }): [string, FileOutcome] => [
      basename(name, '.check.ts'),
      { status, message, tests },
    ]),
  );
  return {
    status: ran.status,
    outcome: (name: string): FileOutcome => {
      const found = files.get(name);
      if (found === undefined) throw new Error(`vitest reports no file ${name}: ${ran.stdout}`);
      return found;
    },
  };
}

const BASIC = { specs: ['openai'], model: 'gpt-4o', suites: ['basic'] };
const HEADER = 'route-7QxZt91aaBBccDD';
const ECHO = `${REFERENCE_KEY} ${HEADER} ${Buffer.from(`x${REFERENCE_KEY}`).toString('base64')}`;
const COMMANDS = ['##[error]own', '##vso[task.complete]', '\u001b[31m', '\u202e'];

/** An endpoint that repeats the key and commands with an error status. */
async function startEcho(code: number): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(code, { 'content-type': 'application/json', 'x-echo': ECHO });
    const message = `${ECHO} ${COMMANDS.join(' ')}`;
    response.end(JSON.stringify({ error: { message, type: message, param: null, code: message } }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

/** The tests of one file, by their outcome. */
const named = ({ tests }: FileOutcome, wanted: string): readonly string[] =>
  tests.filter(({ status }) => status === wanted).map(({ fullName }) => fullName);

describe('llm-conformance/vitest', { timeout: 120_000 }, () => {
  it('shows every case as a test, and skips what was never promised', async () => {
    const { status, outcome } = await runVitest({ gateway: { reference: 'openai', ...BASIC } });
    expect(status).toBe(0);
    const passed = named(outcome('gateway'), 'passed');
    expect(passed).toContain('conformance of the reference provider of openai openai basic/minimal');
    expect(passed.length).toBeGreaterThan(10);
    const others = outcome('gateway').tests.filter((test) => test.status !== 'passed');
    expect(others.map(({ fullName }) => fullName)).toEqual([
      expect.stringContaining('basic/model-omitted (openai does not document model-optional)'),
    ]);
  });

  it('fails the test of a case that diverges, with the divergence as the message, and sends only what is selected', async () => {
    const gateway = await startFaultyGateway(new Set(['no-created']));
    const { status, outcome } = await runVitest(
      { gateway: { baseUrl: gateway.baseUrl, ...BASIC } },
      '-t',
      'basic/limited',
    );
    expect(status).toBe(1);
    expect(named(outcome('gateway'), 'failed')).toEqual([expect.stringMatching(/ openai basic\/limited$/u)]);
    const message = outcome('gateway')
      .tests.flatMap(({ failureMessages }) => failureMessages)
      .join('\n');
    expect(message).toContain('created is missing. Expected an integer.');
    expect(message).toContain('description: The Unix timestamp (in seconds)');
    // The control case and the selected one.
    expect(gateway.requests).toHaveLength(2);
  });

  it.skipIf(!RUNS_MANY)(
    'takes folders and another dialect, prints no secret and no command, and says what is wrong with its options',
    async () => {
      const own = mkdtempSync(join(tmpdir(), 'own-'));
      onTestFinished(() => rmSync(own, { recursive: true, force: true }));
      writeAcme(own);
      const acme = join(own, 'acme');
      const claude = { specs: ['anthropic'], model: 'claude-haiku-4-5-20251001', suites: ['basic', 'tokens'] };
      const echoing = async (code: number) => ({
        baseUrl: await startEcho(code),
        headers: { 'x-route': HEADER },
        ...BASIC,
      });
      const { outcome } = await runVitest({
        folders: { reference: acme, specs: [acme], suiteFolders: [join(own, 'my-suites')], suites: ['own'] },
        dialect: { reference: 'anthropic', ...claude },
        'echo-400': await echoing(400),
        'echo-401': await echoing(401),
        unknown: { reference: 'openai', specs: ['opnai'] },
        neither: { specs: ['openai'] },
      });

      expect(outcome('folders').status).toBe('passed');
      expect(named(outcome('folders'), 'passed')).toContainEqual(expect.stringMatching(/ acme own\/greeting$/u));

      expect(outcome('dialect').status).toBe('passed');
      expect(named(outcome('dialect'), 'passed')).toContain(
        'conformance of the reference provider of anthropic anthropic tokens/as-used',
      );

      for (const [name, reported] of [
        ['echo-400', '[conformance:key'],
        ['echo-401', 'was not run'],
      ] as const) {
        const { status, message, tests } = outcome(name);
        expect([name, status]).toEqual([name, 'failed']);
        const output = JSON.stringify([message, tests]);
        expect(output).toContain(reported);
        for (const secret of ECHO.split(' ')) expect([secret, output.includes(secret)]).toEqual([secret, false]);
        const messages = [message, ...tests.flatMap((test) => test.failureMessages)].join('\n');
        for (const command of COMMANDS) expect([command, messages.includes(command)]).toEqual([command, false]);
      }
      // The reason is reported once, and the other tests are skipped.
      const { tests } = outcome('echo-401');
      const reasons = tests
        .flatMap(({ failureMessages }) => failureMessages)
        .filter((text) => text.includes('was not run'));
      expect(reasons).toHaveLength(1);
      expect(tests.map(({ status }) => status)).not.toContain('passed');

      expect(outcome('unknown').status).toBe('failed');
      expect(outcome('unknown').message).toContain('there is no spec "opnai". Did you mean openai?');
      expect(outcome('neither').message).toContain('Name either baseUrl or reference.');
    },
  );
});
