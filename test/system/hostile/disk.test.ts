import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { conformance, makeFolder } from './kit/command.js';
import { serveHostile } from './kit/serve-hostile.js';

const isRoot = process.getuid?.() === 0;
const runInto = (out: string) =>
  conformance(['run', '--reference', 'greenpt', '--spec', 'greenpt', '--suite', 'basic', '--out', out]);

test('a folder that cannot be written is reported at once', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'file'), 'mine');
  const ran = await runInto(join(folder, 'file', 'run'));
  expect([ran.status, ran.stdout]).toEqual([2, '']);
  expect(ran.stderr).toContain('a file is in the place of a folder');
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
});

test.skipIf(isRoot)('a folder of another user is reported at once', async () => {
  const folder = makeFolder();
  const locked = join(folder, 'locked');
  mkdirSync(locked);
  chmodSync(locked, 0o500);
  const ran = await runInto(join(locked, 'run'));
  expect([ran.status, ran.stdout]).toEqual([2, '']);
});

test('a path where no report can be written is reported before the first request', async () => {
  const server = await serveHostile('nothing has this', () => {});
  const folder = makeFolder();
  writeFileSync(join(folder, 'file'), 'mine');
  const place = join(folder, 'file', 'report.json');
  const flags = ['--base-url', server.baseUrl, '--spec', 'openai', '--model', 'reference', '--only', 'basic/minimal'];
  const ran = await conformance(['run', ...flags, '--out', join(folder, 'run'), '--reporter', `json=${place}`]);
  expect([ran.status, ran.stdout, server.requests()]).toEqual([2, '', 0]);
  expect(ran.stderr).toContain('a file is in the place of a folder');
});

test('a folder that holds other things is left as it is', async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'thesis.txt'), 'mine');
  const ran = await runInto(folder);
  expect([ran.status, ran.stdout]).toEqual([2, '']);
  expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('mine');
  expect(existsSync(join(folder, 'results.ndjson'))).toBe(false);
});

test.skipIf(!existsSync('/dev/full'))('a full device is reported with status 2, never as conformance', async () => {
  const folder = makeFolder();
  const ran = await conformance([
    'run',
    '--reference',
    'greenpt',
    '--spec',
    'greenpt',
    '--suite',
    'basic',
    '--out',
    join(folder, 'run'),
    '--reporter',
    'json=/dev/full',
  ]);
  expect(ran.status).toBe(2);
});

test('a disk that fills up during a run is reported with status 2, never as conformance', async (context) => {
  const folder = makeFolder();
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    context.skip('only who may mount can make a disk that fills up');
  }
  onTestFinished(() => void execFileSync('umount', [disk]));
  const ran = await runInto(join(disk, 'run'));
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(/no space|full/i);
});

test('a file beyond the size limit of the process is reported with status 2', () => {
  const out = join(makeFolder(), 'run');
  const command = `ulimit -f 8; node dist/cli/main.js run --reference greenpt --spec greenpt --suite basic --out "${out}"`;
  const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect(stderr).toContain('EFBIG');
  expect(status).toBe(2);
});
