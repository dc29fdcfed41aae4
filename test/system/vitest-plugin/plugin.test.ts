import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { writeAcme } from '../../support/write-acme.js';
import { startFaultyGateway } from '../../unit/baseline/faulty-gateway.js';
import { start } from '../e2e/support/conformance.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');

interface TestOutcome {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Runs a real vitest on a file of one line, in a folder of the checkout, from where the package resolves itself. */
async function runVitest(options: object, ...args: readonly string[]) {
  const folder = mkdtempSync(join(ROOT, 'test', 'system', 'vitest-plugin', '.tmp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, 'gateway.check.ts'),
    `import { conformanceTests } from 'llm-conformance/vitest';\nconformanceTests(${JSON.stringify(options)});\n`,
  );
  writeFileSync(join(folder, 'vitest.config.ts'), "export default { test: { include: ['*.check.ts'] } };\n");
  const flags = ['run', '--root', folder, '--reporter=json', ...args];
  const ran = await start(process.execPath, [VITEST, ...flags], { CONFORMANCE_API_KEY: REFERENCE_KEY }).ended;
  const report = JSON.parse(ran.stdout.slice(ran.stdout.indexOf('{'))) as {
    readonly testResults: readonly { readonly message: string; readonly assertionResults: readonly TestOutcome[] }[];
  };
  const [file] = report.testResults;
  return { status: ran.status, message: file?.message ?? '', tests: file?.assertionResults ?? [], folder };
}

const BASIC = { specs: ['openai'], model: 'gpt-4o', suites: ['basic'] };

describe('llm-conformance/vitest', { timeout: 120_000 }, () => {
  it('shows every case as a test, and skips what was never promised', async () => {
    const { status, tests } = await runVitest({ reference: 'openai', ...BASIC });
    expect(status).toBe(0);
    const passed = tests.filter((test) => test.status === 'passed').map((test) => test.fullName);
    expect(passed).toContain('conformance of the reference provider of openai openai basic/minimal');
    expect(passed.length).toBeGreaterThan(10);
    const others = tests.filter((test) => test.status !== 'passed').map((test) => test.fullName);
    expect(others).toEqual([expect.stringContaining('basic/model-omitted (openai does not document model-optional)')]);
  });

  it('takes folders of specs and suites', async () => {
    const own = mkdtempSync(join(tmpdir(), 'own-'));
    onTestFinished(() => rmSync(own, { recursive: true, force: true }));
    writeAcme(own);
    const acme = join(own, 'acme');
    const options = { reference: acme, specs: [acme], suiteFolders: [join(own, 'my-suites')], suites: ['own'] };
    const { status, tests } = await runVitest(options);
    expect(status).toBe(0);
    expect(tests.filter((test) => test.status === 'passed').map((test) => test.fullName)).toContainEqual(
      expect.stringMatching(/ acme own\/greeting$/u),
    );
  });

  it.each([
    [400, '[conformance:key'],
    [401, 'was not run'],
  ])('prints no secret that the endpoint repeats with status %i, and no command', async (code, reported) => {
    const header = 'route-7QxZt91aaBBccDD';
    const commands = ['##[error]own', '##vso[task.complete]', '\u001b[31m', '\u202e'];
    const echo = `${REFERENCE_KEY} ${header} ${Buffer.from(`x${REFERENCE_KEY}`).toString('base64')}`;
    const server = createServer((_, response) => {
      response.writeHead(code, { 'content-type': 'application/json', 'x-echo': echo });
      const message = `${echo} ${commands.join(' ')}`;
      response.end(JSON.stringify({ error: { message, type: message, param: null, code: message } }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => void server.close());
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const { status, message, tests } = await runVitest({ baseUrl, headers: { 'x-route': header }, ...BASIC });
    expect(status).toBe(1);
    const output = JSON.stringify([message, tests]);
    expect(output).toContain(reported);
    for (const secret of echo.split(' ')) expect([secret, output.includes(secret)]).toEqual([secret, false]);
    const messages = [message, ...tests.flatMap((test) => test.failureMessages)].join('\n');
    for (const command of commands) expect([command, messages.includes(command)]).toEqual([command, false]);
  });

  it('shows the cases of another dialect', async () => {
    const options = { specs: ['anthropic'], model: 'claude-haiku-4-5-20251001', suites: ['basic', 'tokens'] };
    const { status, tests } = await runVitest({ reference: 'anthropic', ...options });
    expect(status).toBe(0);
    expect(tests.map(({ fullName, status: outcome }) => `${outcome} ${fullName}`)).toContain(
      'passed conformance of the reference provider of anthropic anthropic tokens/as-used',
    );
  });

  it('fails the test of a case that diverges, with the divergence as the message, and sends only what is selected', async () => {
    const gateway = await startFaultyGateway(new Set(['no-created']));
    const { status, tests } = await runVitest({ baseUrl: gateway.baseUrl, ...BASIC }, '-t', 'basic/limited');
    expect(status).toBe(1);
    const failed = tests.filter((test) => test.status === 'failed');
    expect(failed.map((test) => test.fullName)).toEqual([expect.stringMatching(/ openai basic\/limited$/u)]);
    const message = failed[0]?.failureMessages.join('\n');
    expect(message).toContain('created is missing. Expected an integer.');
    expect(message).toContain('description: The Unix timestamp (in seconds)');
    // The control case and the selected one.
    expect(gateway.requests).toHaveLength(2);
  });

  it('says what is wrong with its options', async () => {
    const unknown = await runVitest({ reference: 'openai', specs: ['opnai'] });
    expect(unknown.status).toBe(1);
    expect(unknown.message).toContain('there is no spec "opnai". Did you mean openai?');
    const neither = await runVitest({ specs: ['openai'] });
    expect(neither.message).toContain('Name either baseUrl or reference.');
  });
});
