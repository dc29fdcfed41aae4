import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { runInHost } from '../../../support/run-in-host.js';

/** The built command. */
const COMMAND = fileURLToPath(new URL('../../../../dist/cli/main.js', import.meta.url));

/** How a command ended and what it printed. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command to its end, in a warm process; in a separate one when Node reads a variable at its start. */
export function conformance(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const all = { ...process.env, NO_COLOR: '1', ...env };
  return Object.keys(env).some((name) => name.startsWith('NODE_'))
    ? inOwnProcess(args, all)
    : runInHost({ args, env: all });
}

function inOwnProcess(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 64 << 20, timeout: 60_000 };
    execFile(process.execPath, [COMMAND, ...args], options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ status, stdout, stderr });
    });
  });
}

/** Starts the command and leaves it running. */
export function startConformance(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...env }, stdio: 'ignore' });
}

/** A folder that is gone after the test. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-hostile-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
