import { spawn, spawnSync } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { someOf } from '../../support/property-runs.js';
import { makeFolder } from './kit/command.js';

const COMMAND = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
const RUN = ['run', '--reference', 'greenpt', '--spec', 'greenpt', '--only', 'basic/minimal', '--out'];

const COMMANDS: readonly (readonly [name: string, args: (folder: string) => readonly string[]])[] = [
  ['run', (folder) => [...RUN, join(folder, 'run')]],
  ['run --dry-run', (folder) => [...RUN, join(folder, 'run'), '--dry-run']],
  ['list', () => ['list', 'suites']],
  ['explain', () => ['explain', 'sse-terminator']],
  ['--help', () => ['--help']],
];

/** Runs the command with one of its streams on a full disk; the status and what the other stream has. */
function runOnFullDisk(stream: 1 | 2, args: readonly string[]): Promise<{ status: number | null; text: string }> {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [COMMAND, ...args], {
    stdio: stream === 1 ? ['ignore', full, 'pipe'] : ['ignore', 'pipe', full],
  });
  let text = '';
  (stream === 1 ? child.stderr : child.stdout)?.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, text })));
}

test.skipIf(!existsSync('/dev/full')).each(someOf(COMMANDS, 2))(
  '%s with stdout on a full disk is status 2',
  async (_, args) => {
    const { status, text } = await runOnFullDisk(1, args(makeFolder()));
    expect(status).toBe(2);
    expect(text).toContain('stdout cannot be written: the disk is full.');
    expect(text).not.toContain('    at ');
  },
);

test.skipIf(!existsSync('/dev/full'))('a run with stderr on a full disk is complete, and status 2', async () => {
  const folder = makeFolder();
  const { status, text } = await runOnFullDisk(2, [...RUN, join(folder, 'run')]);
  expect(status).toBe(2);
  expect(text).toContain('greenpt');
  expect(JSON.parse(readFileSync(join(folder, 'run', 'report.json'), 'utf8'))).toMatchObject({
    run: { complete: true },
  });
});

test.each(['stdout', 'stderr'] as const)('a reader of %s that goes away changes nothing', async (stream) => {
  const folder = makeFolder();
  const run = (closed: boolean): Promise<number | null> => {
    const out = join(folder, String(closed));
    const child = spawn(process.execPath, [COMMAND, ...RUN, out], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.resume();
    child.stderr.resume();
    if (closed) child[stream].destroy();
    return new Promise((resolve) => child.once('exit', resolve));
  };
  expect(await run(true)).toBe(await run(false));
  expect(JSON.parse(readFileSync(join(folder, 'true', 'report.json'), 'utf8'))).toMatchObject({
    run: { complete: true },
  });
});

test('a file that takes only a part of what is printed is status 2', () => {
  const file = join(makeFolder(), 'printed');
  // 1,024 bytes: the limit cuts a write, and the next one fails.
  const command = `ulimit -f 1; exec "${process.execPath}" "${COMMAND}" list suites > "${file}"`;
  const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect(readFileSync(file)).toHaveLength(1024);
  expect([status, stderr]).toEqual([2, expect.stringContaining('stdout cannot be written')]);
});
