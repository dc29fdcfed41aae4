import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/io/files/load-config.js';
import { emptyFolder } from '../e2e/support/out-folder.js';
import { serveForTest } from '../e2e/support/serve-spec.js';
import { openTerminal } from '../../support/terminal.js';
import { conformanceIn } from '../../support/conformance-in.js';

describe('conformance init', { timeout: 60_000 }, () => {
  it('writes by flags what a run then takes', async () => {
    const folder = emptyFolder();
    const flags = ['--reference', 'openai', '--spec', 'openai', '--name', 'self'];
    expect((await conformanceIn(folder, ['init', ...flags])).status).toBe(0);
    // Without evidence in it, it is readable for the next user of a CI server.
    expect(statSync(join(folder, 'conformance.yaml')).mode & 0o777).toBe(0o666 & ~process.umask() & 0o644);
    const again = await conformanceIn(folder, ['init', ...flags]);
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('The file already exists.') as string });
    const ran = await conformanceIn(folder, ['run', '--only', 'basic/minimal']);
    expect(ran.status).toBe(0);
  });

  it('asks on a terminal, checks each answer at once, and tries one request', async () => {
    const folder = emptyFolder();
    const { baseUrl, key } = await serveForTest('openai');
    const terminal = openTerminal(folder, ['init'], { CONFORMANCE_API_KEY: key });
    await terminal.sees('Specs to judge by');
    terminal.types('\r');
    await terminal.sees('Endpoint, with its version prefix');
    terminal.types('127.0.0.1\r');
    await terminal.sees('it does not begin with http');
    terminal.types('\u0015');
    terminal.types(`${baseUrl}\r`);
    await terminal.sees('Environment variable that holds the API key');
    terminal.types('\r');
    await terminal.sees('Model to request');
    terminal.types('\r');
    await terminal.sees('One request was sent and answered.');
    expect(await terminal.ended).toBe(0);
    const config = await loadConfig(join(folder, 'conformance.yaml'));
    expect(config).toMatchObject({
      ok: true,
      value: { config: { targets: [{ baseUrl, keyEnv: 'CONFORMANCE_API_KEY', specs: ['openai'] }] } },
    });
  });

  it('offers the answers again after a request that failed, and writes nothing when it is cancelled', async () => {
    const folder = emptyFolder();
    const { baseUrl } = await serveForTest('openai');
    const terminal = openTerminal(folder, ['init', '--spec', 'openai', '--model', 'm', '--base-url', baseUrl], {
      CONFORMANCE_API_KEY: 'sk-wrong',
    });
    await terminal.sees('Environment variable that holds the API key');
    terminal.types('\r');
    await terminal.sees('The endpoint rejected the request: 401');
    await terminal.sees('What now?');
    terminal.types('\r');
    await terminal.sees('Environment variable that holds the API key');
    terminal.types('\u0003');
    expect(await terminal.ended).toBe(130);
    expect(existsSync(join(folder, 'conformance.yaml'))).toBe(false);
  });

  it.each([
    [['--spec', 'openai'], '--base-url: No endpoint is named.'],
    [['--base-url', 'https://a.example/v1'], '--spec: No spec is named. Known: '],
    [['--base-url', 'https://a.example/v1', '--spec', 'opnai'], 'there is no spec "opnai". Did you mean openai?'],
    [['--base-url', 'https://me:secret@a.example/v1', '--spec', 'openai'], '--base-url: it holds credentials'],
    [['--reference', 'openai', '--spec', 'openai', '--key-env', 'sk-live-1'], 'never the key itself'],
  ])('writes nothing that a run would refuse: %#', async (flags, complaint) => {
    const folder = emptyFolder();
    const ran = await conformanceIn(folder, ['init', ...flags]);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain(complaint);
    expect(() => readFileSync(join(folder, 'conformance.yaml'))).toThrow('ENOENT');
  });

  it('says in a folder with an empty configuration that it is empty', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'conformance.yaml'), '# nothing\n');
    const ran = await conformanceIn(folder, ['run', '--reference', 'openai', '--spec', 'openai']);
    expect(ran.stderr).toContain('conformance.yaml: The file is empty.');
  });
});
