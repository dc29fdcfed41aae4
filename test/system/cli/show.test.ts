import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeJson, startGateway } from '../../support/gateway.js';
import { REFERENCE_KEY } from '../../../src/reference/serve.js';
import { conformance } from '../e2e/support/conformance.js';
import { emptyFolderOfSuite, readReport } from '../e2e/support/out-folder.js';
import { serveSpec } from '../e2e/support/serve-spec.js';

const folder = emptyFolderOfSuite();
const KEY = { CONFORMANCE_API_KEY: REFERENCE_KEY };
const FLAGS = ['--spec', 'openai', '--model', 'gpt-4o', '--only', 'basic/minimal'];
const upstream = await serveSpec('openai');
const gateway = await startGateway(upstream.baseUrl, {
  change: (passed) => changeJson(passed, (value) => delete value['created']),
});
afterAll(() => gateway.close());

beforeAll(async () => {
  await conformance(['run', '--base-url', gateway.baseUrl, ...FLAGS, '--out', folder], KEY);
}, 60_000);

describe('conformance show', { timeout: 60_000 }, () => {
  it('lists the findings with their numbers and ids', async () => {
    const { status, stdout } = await conformance(['show', folder]);
    const [finding] = readReport(folder).findings;
    expect(status).toBe(0);
    expect(stdout).toMatch(/^1 {2}.*created.* must · 1 case$/mu);
    expect(stdout).toContain(finding?.id);
  });

  it('shows the request, the marked place, the documents and a command, by number and by id alike', async () => {
    const byNumber = await conformance(['show', folder, '1']);
    expect(byNumber.status).toBe(0);
    for (const part of [
      '"content": "Reply with exactly: pong"',
      'Response 200 OK',
      '"created": (missing)  ← expected',
      'Claim: openai.chat.',
      '--header "authorization: Bearer $CONFORMANCE_API_KEY"',
    ])
      expect(byNumber.stdout).toContain(part);
    expect(byNumber.stdout).not.toContain(REFERENCE_KEY);
    const { id = '' } = readReport(folder).findings[0] ?? {};
    expect((await conformance(['show', folder, id])).stdout).toBe(byNumber.stdout);
  });

  it('repeats the request with the command that it prints', async () => {
    const { stdout } = await conformance(['show', folder, '1']);
    const command = stdout.slice(stdout.indexOf('curl '));
    const shell = await new Promise<string>((resolve) => {
      execFile('bash', ['-c', command], { env: { ...process.env, ...KEY } }, (_error, text) => resolve(text));
    });
    expect(shell).toContain('200 OK');
    expect(shell).toContain('"content":"pong"');
  });

  it.each([
    ['2', 'There is 1 finding.'],
    ['schema', 'No finding has the number or id "schema".'],
  ])('ends with 2 for the finding %s', async (name, complaint) => {
    const ran = await conformance(['show', folder, name]);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(complaint);
  });

  it('says of a run without findings that it has none, and where its cases are', async () => {
    const out = `${folder}/clean`;
    await conformance(['run', '--base-url', upstream.baseUrl, ...FLAGS, '--out', out], KEY);
    const { status, stderr } = await conformance(['show', out, '1']);
    expect([status, stderr]).toEqual([
      2,
      `show: The run in ${out} has no findings. Its cases are in ${out}/report.html.\n`,
    ]);
  });

  it('escapes what a server sent, and starts no line with it', async () => {
    const text = '::error::owned\n\u001B[31mred\n##[group]x';
    const hostile = await startGateway('http://127.0.0.1:9', {
      answer: () => ({ status: 400, headers: { 'content-type': 'text/plain' }, body: text }),
    });
    const out = `${folder}/hostile`;
    await conformance(['run', '--base-url', hostile.baseUrl, ...FLAGS, '--out', out], KEY);
    const { stdout } = await conformance(['show', out, '1'], { GITHUB_ACTIONS: 'true' });
    await hostile.close();
    expect(stdout).toContain('owned');
    expect(stdout).not.toContain('\u001B');
    expect(stdout).not.toMatch(/^\s*::|##\[/mu);
  });
});
