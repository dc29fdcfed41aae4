import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { initCommand } from '../../../src/cli/init/init.js';
import { loadConfig } from '../../../src/io/files/load-config.js';
import { emptyFolder } from '../e2e/support/out-folder.js';
import { conformanceIn } from '../../support/conformance-in.js';

describe('conformance init', { timeout: 60_000 }, () => {
  it('writes by flags what a run then takes', async () => {
    const folder = emptyFolder();
    const flags = ['--reference', 'openai', '--spec', 'openai', '--name', 'self'];
    expect((await conformanceIn(folder, ['init', ...flags])).status).toBe(0);
    const again = await conformanceIn(folder, ['init', ...flags]);
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('The file already exists.') as string });
    const ran = await conformanceIn(folder, ['run', '--only', 'basic/minimal']);
    expect(ran.status).toBe(0);
  });

  it('asks for what the flags leave out', async () => {
    const config = join(emptyFolder(), 'conformance.yaml');
    const answers: Record<string, string> = {
      Endpoint: 'https://gateway.example/v1',
      Judge: 'greenpt, openai',
      Environment: 'GATEWAY_KEY',
      File: 'b.yaml',
    };
    const questions: string[] = [];
    const reported = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const status = await initCommand({ config, model: 'm' }, (text) => {
      questions.push(text);
      return Promise.resolve(answers[text.split(' ', 1)[0] ?? ''] ?? '');
    });
    reported.mockRestore();
    expect(status).toBe(0);
    expect(questions.map((text) => text.split(' ', 1)[0])).toEqual(['Endpoint', 'Judge', 'Environment', 'File']);
    expect(readFileSync(config, 'utf8')).toMatch(/^# yaml-language-server: \$schema=/u);
    expect(await loadConfig(config)).toMatchObject({
      ok: true,
      value: {
        config: {
          targets: [
            {
              name: 'gateway.example',
              baseUrl: 'https://gateway.example/v1',
              model: 'm',
              keyEnv: 'GATEWAY_KEY',
              specs: ['greenpt', 'openai'],
            },
          ],
          baseline: config.replace('conformance.yaml', 'b.yaml'),
        },
      },
    });
  });

  it.each([
    [['--spec', 'openai'], '--base-url: No endpoint is named.'],
    [['--base-url', 'https://a.example/v1'], '--spec: No spec is named. Known: '],
    [['--base-url', 'https://a.example/v1', '--spec', 'opnai'], 'There is no spec "opnai". Did you mean openai?'],
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
