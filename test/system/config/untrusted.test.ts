import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serveHostile } from '../hostile/kit/serve-hostile.js';
import { emptyFolder } from '../e2e/support/out-folder.js';
import { conformanceIn } from '../../support/conformance-in.js';

const SECRETS = {
  CONFORMANCE_API_KEY: 'sk-default-0123456789',
  AWS_SECRET: 'aws-0123456789',
  GH_TOKEN: 'ghs-0123456789',
};

/** An endpoint that records what it gets. */
async function listen() {
  const seen: string[] = [];
  const answer = JSON.stringify({ error: { message: 'no', type: 'x', param: null, code: null } });
  const server = await serveHostile('HTTP/1.1', (socket, request) => {
    seen.push(request);
    socket.write(
      `HTTP/1.1 400 Bad\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n${answer}`,
    );
  });
  return { baseUrl: server.baseUrl, seen };
}

interface Given {
  readonly target?: string;
  readonly top?: string;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A run in a folder with this configuration. */
async function runWith(baseUrl: string, { target = '', top = '', flags = [], env = SECRETS }: Given) {
  const folder = emptyFolder();
  const config = `targets:\n  - name: a\n    baseUrl: ${baseUrl}\n    model: m\n    specs: [openai]\n${target}only: [basic/minimal]\n${top}`;
  writeFileSync(join(folder, 'conformance.yaml'), config);
  const args = ['run', ...flags];
  const ran = await conformanceIn(folder, args, { CONFORMANCE_API_KEY: '', ...env });
  return { ...ran, folder };
}

const TRUST = 'If you trust it, add --config conformance.yaml.';

describe('a conformance.yaml that no flag names', { timeout: 60_000 }, () => {
  it.each<[string, Given, string]>([
    ['the default key', {}, 'choose the endpoint that the value of CONFORMANCE_API_KEY is sent to'],
    ['a key of the file', { target: '    keyEnv: AWS_SECRET\n' }, 'choose AWS_SECRET, whose value would be sent'],
    [
      'a key of the file that is not set',
      { target: '    keyEnv: UNSET_KEY\n' },
      'choose UNSET_KEY, whose value would be sent',
    ],
    [
      'a header of the file',
      { target: '    headers: { x-note: "a ${GH_TOKEN} b" }\n' },
      'choose GH_TOKEN, whose value would be sent',
    ],
    [
      'a key of a flag',
      { flags: ['--key-env', 'AWS_SECRET'] },
      'choose the endpoint that the value of AWS_SECRET is sent to',
    ],
    [
      'a header of a flag',
      { flags: ['--header', 'x-note: ${GH_TOKEN}'], env: { GH_TOKEN: 'ghs-0123456789' } },
      'choose the endpoint that the value of GH_TOKEN is sent to',
    ],
  ])('sends nothing: %s', async (_, given, words) => {
    const { baseUrl, seen } = await listen();
    const ran = await runWith(baseUrl, given);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain(`conformance.yaml: No flag names this file, so it cannot ${words}. ${TRUST}`);
    expect(seen).toEqual([]);
    expect(readdirSync(ran.folder)).toEqual(['conformance.yaml']);
  });

  it('sends no variable of its choice to an endpoint of a flag', async () => {
    const { baseUrl, seen } = await listen();
    for (const target of ['    keyEnv: AWS_SECRET\n', '    headers: { x-note: "${GH_TOKEN}" }\n']) {
      const ran = await runWith('http://127.0.0.1:9/v1', { target, flags: ['--base-url', baseUrl, '--target', 'a'] });
      expect(ran.status).toBe(2);
      expect(ran.stderr).toContain(TRUST);
    }
    expect(seen).toEqual([]);
  });

  it('is used when --config names it', async () => {
    const { baseUrl, seen } = await listen();
    const flags = ['--config', 'conformance.yaml'];
    const target = '    keyEnv: AWS_SECRET\n    headers: { x-note: "${GH_TOKEN}" }\n';
    await runWith(baseUrl, { target, flags });
    expect(seen[0]).toContain('Bearer aws-0123456789');
    expect(seen[0]).toContain('x-note: ghs-0123456789');
    await runWith(baseUrl, { flags });
    expect(seen.at(-1)).toContain('Bearer sk-default-0123456789');
  });

  it('is used for an endpoint that gets no variable, and for a plan', async () => {
    const { baseUrl, seen } = await listen();
    const ran = await runWith(baseUrl, { env: {} });
    expect(ran.stderr).not.toContain('No flag names');
    expect(seen.length).toBeGreaterThan(0);
    const planned = await runWith(baseUrl, { target: '    keyEnv: AWS_SECRET\n', flags: ['--dry-run'] });
    expect(planned.status).toBe(0);
  });

  it.each([
    ['out: ../elsewhere\n', '../elsewhere'],
    ['out: link/run\n', 'link/run'],
    ['out: /tmp/elsewhere\n', '/tmp/elsewhere'],
    ['reporters: ["json=../report.json"]\n', '../report.json'],
    ['reporters: ["html=link/deeper/report.html"]\n', 'link/deeper/report.html'],
    ['reporters: ["terminal", "markdown=a/../../x.md"]\n', '../x.md'],
    ['baseline: ../baseline.yaml\n', '../baseline.yaml'],
    ['baseline: /etc/passwd\n', '/etc/passwd'],
  ])('names no file elsewhere: %s', async (top, path) => {
    const [folder, elsewhere] = [emptyFolder(), emptyFolder()];
    symlinkSync(elsewhere, join(folder, 'link'));
    mkdirSync(join(folder, 'a'));
    const config = `targets:\n  - { name: a, reference: openai, specs: [openai] }\nonly: [basic/minimal]\n${top}`;
    writeFileSync(join(folder, 'conformance.yaml'), config);
    const ran = await conformanceIn(folder, ['run'], {});
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain(`so it cannot name ${path}, which is outside of its folder. ${TRUST}`);
    expect(readdirSync(elsewhere)).toEqual([]);
    // A flag that replaces the path makes the file harmless.
    const overridden = ['--out', 'mine', '--reporter', 'json', '--baseline', 'none.yaml'];
    const other = await conformanceIn(folder, ['run', ...overridden], {});
    expect(other.stderr).toContain('none.yaml: The baseline cannot be read');
  });

  it('names no spec and no suite elsewhere', async () => {
    for (const own of ['specs: [../acme]', 'specs: [/etc]', 'reference: ../acme']) {
      const folder = emptyFolder();
      const target = own.startsWith('specs') ? `reference: openai, ${own}` : `specs: [openai], ${own}`;
      writeFileSync(join(folder, 'conformance.yaml'), `targets:\n  - { name: a, ${target} }\n`);
      const ran = await conformanceIn(folder, ['run', '--only', 'basic/minimal'], {});
      expect(ran.status).toBe(2);
      expect(ran.stderr).toContain(TRUST);
    }
  });
});
