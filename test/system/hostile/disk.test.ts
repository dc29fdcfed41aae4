import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeText } from '../../unit/core/openapi/document.js';
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

/** A disk of so many KiB; null if the user may not mount one. */
function makeDisk(size: number): string | null {
  const disk = makeFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', [disk]));
  return disk;
}

test('a disk that fills up during a run is reported with status 2, never as conformance', async (context) => {
  const disk = makeDisk(64);
  if (disk === null) return context.skip('only who may mount can make a disk that fills up');
  const ran = await runInto(join(disk, 'run'));
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(/no space|full/i);
  expect(readdirSync(join(disk, 'run')).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('a full disk leaves earlier files as they were, and nothing else', async (context) => {
  const disk = makeDisk(6000);
  if (disk === null) return context.skip('only who may mount can fill a disk');
  const inputs = makeFolder();
  const [run, document, later, site, spec] = ['run', 'api.yaml', 'later.yaml', 'site', 'spec'].map((name, n) =>
    join(n < 3 ? inputs : disk, name),
  ) as [string, string, string, string, string];
  expect(await runInto(run)).toMatchObject({ status: 0 });
  for (const kind of ['accepted', 'latest']) cpSync(run, join(disk, 'state', 'a', kind), { recursive: true });
  writeFileSync(document, makeText());
  writeFileSync(later, makeText().replace('maximum: 2', 'maximum: 1'));
  const config = join(inputs, 'conformance.yaml');
  writeFileSync(config, 'targets:\n  - { name: a, reference: greenpt, specs: [greenpt] }\n');
  const importInto = (out: string) => {
    const flags = ['--operation', 'POST /chat/completions', '--id', 'acme', '--out', out];
    return ['spec', 'import', document, ...flags];
  };
  const baseline = join(disk, 'baseline.yaml');
  expect(await conformance(importInto(spec))).toMatchObject({ status: 0 });
  expect(await conformance(['matrix', run, '--out', site])).toMatchObject({ status: 0 });
  writeFileSync(baseline, 'version: 2\nentries: []\n');
  const filler = join(disk, 'filler');
  // Writes until the disk is full.
  expect(() => writeFileSync(filler, Buffer.alloc(6_200_000))).toThrow('ENOSPC');
  const content = () =>
    readdirSync(disk, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name} ${readFileSync(join(parentPath, name), 'base64')}`)
      .toSorted();
  const reportAs = (name: string) => {
    const report = `${name}=${join(disk, 'report')}`;
    const out = join(inputs, 'judged');
    return ['judge', join(run, 'results.ndjson'), '--spec', 'greenpt', '--out', out, '--reporter', report];
  };
  const before = content();
  for (const flags of [
    importInto(join(disk, 'new')),
    ['spec', 'update', spec, '--from', later],
    ['matrix', run, '--out', site],
    ['judge', join(run, 'results.ndjson'), '--spec', 'greenpt', '--out', join(disk, 'judged')],
    ['baseline', 'init', run, '--baseline', join(disk, 'new.yaml')],
    ['init', '--config', join(disk, 'new.yaml'), '--base-url', 'http://127.0.0.1/v1', '--spec', 'openai'],
    ['watch', '--config', config, '--state', join(disk, 'state'), '--accept', 'a'],
    reportAs('json'),
    reportAs('html'),
  ]) {
    const { status, stderr } = await conformance(flags);
    expect([...flags, status, stderr]).toEqual([...flags, 2, expect.stringMatching(/: the disk is full|ENOSPC/u)]);
    expect([...flags, ...content()]).toEqual([...flags, ...before]);
  }
});

test('an output that cannot be written does not replace an earlier run', async () => {
  const folder = makeFolder();
  const out = join(folder, 'run');
  cpSync('reports/reference-gpt-ge/0.2.0-dev', out, { recursive: true });
  const before = readdirSync(out);
  const flags = ['run', '--reference', 'greenpt', '--spec', 'greenpt', '--suite', 'basic', '--out', out];
  expect(await conformance([...flags, '--reporter', `json=${out}/report.json/x`])).toMatchObject({ status: 2 });
  expect(readdirSync(out)).toEqual(before);
});

test('a run of watch that cannot be written is reported with status 2, and is not compared', () => {
  const folder = makeFolder();
  const config = join(folder, 'conformance.yaml');
  writeFileSync(config, 'targets:\n  - { name: a, reference: greenpt, specs: [greenpt] }\n');
  const state = join(folder, 'state');
  const command = `ulimit -f 40; node dist/cli/main.js watch --quick --config "${config}" --state "${state}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect(stderr.split('\n').filter((line) => line.startsWith(state))).toEqual([expect.stringContaining('EFBIG')]);
  expect([status, stdout]).toEqual([2, '']);
  expect(readdirSync(state).toSorted()).toEqual(['a', 'watch.json']);
});

test('a file beyond the size limit of the process is reported with status 2', () => {
  const out = join(makeFolder(), 'run');
  const command = `ulimit -f 8; node dist/cli/main.js run --reference greenpt --spec greenpt --suite basic --out "${out}"`;
  const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect(stderr).toContain('EFBIG');
  expect(status).toBe(2);
});
