import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conformanceIn } from '../../support/conformance-in.js';
import { conformance, makeFolder } from './kit/command.js';

const FEW = ['--reference', 'openai', '--spec', 'openai', '--only', 'basic/minimal'];
const run = (...flags: readonly string[]) => conformance(['run', ...FEW, '--out', join(makeFolder(), 'run'), ...flags]);

/** A pipe that nothing writes to. */
function pipeAt(path: string): string {
  execFileSync('mkfifo', [path]);
  return path;
}

describe('files without an end or without a beginning', { timeout: 60_000 }, () => {
  it.each([
    ['a capture', () => conformance(['judge', '/dev/zero', '--spec', 'openai', '--out', join(makeFolder(), 'out')])],
    ['a baseline', () => run('--baseline', '/dev/zero')],
    ['a configuration', () => run('--config', '/dev/zero')],
  ])('%s from a device is refused', async (_, refused) => {
    const { status, stderr } = await refused();
    expect(status).toBe(2);
    expect(stderr).toMatch(/larger than (?:400|16) MiB/u);
    expect(stderr).not.toContain('    at ');
  });

  it('a capture from a pipe is judged', async () => {
    const folder = makeFolder();
    const har = JSON.stringify({ log: { version: '1.2', creator: { name: 'x' }, entries: [] } });
    writeFileSync(join(folder, 'a.har'), har);
    const line = 'exec "$0" "$1" judge <(cat a.har) --spec openai --out out';
    const command = join(process.cwd(), 'dist/cli/main.js');
    const { status, stderr } = spawnSync('bash', ['-c', line, process.execPath, command], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([3, expect.not.stringContaining('larger')]);
  });

  it.each(['results.ndjson', 'report.json', 'target.json'])('%s in the folder of a run is no pipe', async (name) => {
    const folder = makeFolder();
    const own = join(folder, 'run');
    await conformance(['run', ...FEW, '--out', own]);
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    for (const file of ['results.ndjson', 'report.json'])
      if (file !== name && name === 'target.json') symlinkSync(join(own, file), join(copy, file));
    pipeAt(join(copy, name));
    for (const command of [
      ['matrix', copy, '--out', join(folder, 'site')],
      ['verify', copy],
      ['merge', copy, '--out', join(folder, 'merged')],
      ['diff', copy, own],
      ['show', copy],
    ]) {
      const { status, stderr } = await conformance(command);
      // Only a site shows target.json.
      if (name === 'target.json' && command[0] !== 'matrix') continue;
      expect([command[0], status]).toEqual([command[0], 2]);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('a pipe with the name of a configuration does not stop a run', async () => {
    const folder = makeFolder();
    pipeAt(join(folder, 'conformance.yaml'));
    const { status } = await conformanceIn(folder, ['run', ...FEW, '--out', 'out']);
    expect(status).toBe(0);
  });

  it('pipes in a folder of specs are ignored, and a huge file is refused', async () => {
    const folder = makeFolder();
    pipeAt(join(folder, 'claims.yaml'));
    writeFileSync(join(folder, 'spec.yaml'), '');
    truncateSync(join(folder, 'spec.yaml'), 3_000_000_000);
    const { status, stderr } = await conformance(['list', 'claims', '--spec', folder]);
    expect(status).toBe(2);
    expect(stderr).toContain('is larger than 16 MiB');
  });

  it('a huge record is refused', async () => {
    const folder = makeFolder();
    writeFileSync(join(folder, 'results.ndjson'), '');
    truncateSync(join(folder, 'results.ndjson'), 5_000_000_000);
    for (const command of [
      ['verify', folder],
      ['show', folder],
      ['run', '--resume', folder, '--spec', 'openai'],
    ]) {
      const { status, stderr } = await conformance(command);
      expect([command[0], status]).toEqual([command[0], 2]);
      expect(stderr).not.toContain('    at ');
    }
  });
});
