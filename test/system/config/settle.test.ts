import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/io/files/load-config.js';
import { valueOf } from '../../support/result.js';
import { emptyFolder, readReport } from '../e2e/support/out-folder.js';
import { conformanceIn } from '../../support/conformance-in.js';

const CONFIG = `targets:
  - name: reference
    reference: openai
    specs: [openai]
  - name: nowhere
    baseUrl: http://127.0.0.1:9/v1
    model: configured
    specs: [openai]
only: [basic/minimal]
out: configured-out
reporters: [junit=made/junit.xml]
`;

function folderWith(config: string): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'conformance.yaml'), config);
  return folder;
}

describe('conformance run with a conformance.yaml', { timeout: 60_000 }, () => {
  it('asks the target that is named, as the file says', async () => {
    const folder = folderWith(CONFIG);
    expect((await conformanceIn(folder, ['run', '--target', 'reference'])).status).toBe(0);
    expect(readReport(join(folder, 'configured-out')).results.map((result) => result.case)).toEqual(['basic/minimal']);
    expect(existsSync(join(folder, 'made', 'junit.xml'))).toBe(true);
    // The next step of a workflow may be another user.
    expect(statSync(join(folder, 'made')).mode & 0o777).toBe(0o755 & ~process.umask());
  });

  it('lets flags win over the file', async () => {
    const folder = folderWith(CONFIG);
    const flags = ['--only', 'basic/limited', '--out', 'mine', '--reporter', 'json', '--model', 'mine'];
    const ran = await conformanceIn(folder, ['run', '--target', 'reference', ...flags]);
    const report = readReport(join(folder, 'mine'));
    expect(report.results.map((result) => result.case)).toEqual(['basic/minimal', 'basic/limited']);
    expect(report.target.model).toBe('mine');
    expect(JSON.parse(ran.stdout)).toEqual(report);
    expect(existsSync(join(folder, 'configured-out'))).toBe(false);
  });

  it('leaves targets out where the flags name an endpoint, and keeps the rest', async () => {
    const folder = folderWith(CONFIG);
    const ran = await conformanceIn(folder, ['run', '--reference', 'openai', '--spec', 'openai']);
    expect(ran.status).toBe(0);
    expect(readReport(join(folder, 'configured-out')).target.model).not.toBe('configured');
  });

  it('reads paths relative to the configuration file', async () => {
    const folder = folderWith('');
    mkdirSync(join(folder, 'ci'));
    writeFileSync(join(folder, 'ci', 'gate.yaml'), CONFIG);
    const ran = await conformanceIn(folder, ['run', '--config', 'ci/gate.yaml', '--target', 'reference']);
    expect(ran.status).toBe(0);
    expect(existsSync(join(folder, 'ci', 'configured-out', 'report.json'))).toBe(true);
  });

  it.each([
    [CONFIG, [], '--target: The configuration has several targets. Name one of reference, nowhere.'],
    [CONFIG, ['--target', 'referense'], 'conformance.yaml has no target "referense". Did you mean reference?'],
    [CONFIG.replace('specs:', 'spec:'), [], 'conformance.yaml:4:5: Unknown key "spec". Did you mean specs?'],
    [
      CONFIG.replace('[openai]', '[opnai]'),
      [],
      'conformance.yaml:4:13: There is no spec "opnai". Did you mean openai?',
    ],
    ['out: x\n', ['--reference', 'openai'], '--spec: No spec is named.'],
    ['out: x\n', ['--spec', 'openai'], 'Name either --base-url URL or --reference ID.'],
    ['out: x\n', ['--config', 'none.yaml'], 'none.yaml: It cannot be read'],
  ])('says what keeps it from running: %#', async (config, args, complaint) => {
    const ran = await conformanceIn(folderWith(config), ['run', ...args]);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain(complaint);
  });
});

it('the example is accepted; its paths are relative to its folder', async () => {
  const loaded = await loadConfig('examples/conformance.yaml');
  expect(valueOf(loaded)).toMatchObject({ config: { reporters: ['terminal', 'junit=examples/reports/junit.xml'] } });
});
