import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a command ended and what it printed. */
export interface HostRan {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What to run. */
export interface HostCommand {
  readonly args: readonly string[];
  /** All variables of its environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory; that of the tests by default. */
  readonly folder?: string;
}

const HOST = fileURLToPath(new URL('command-host.js', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Hosts that run nothing. */
const idle: ChildProcess[] = [];

/**
 * Runs the built command to its end, in a process that ran other commands before. For tests of what a command reads,
 * writes and returns; tests of signals, pipes, memory, colours and its own end start a separate process.
 */
export function runInHost(command: HostCommand): Promise<HostRan> {
  const host = idle.pop() ?? startHost();
  return new Promise((resolve, reject) => {
    const crashed = (): void => reject(new Error('The host of the command ended'));
    host.once('exit', crashed);
    host.once('message', (ran) => {
      host.off('exit', crashed);
      if (host.exitCode === null) idle.push(host);
      resolve(ran as HostRan);
    });
    host.send(command);
  });
}

function startHost(): ChildProcess {
  const host = fork(HOST, [COMMAND], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // As for the workers of vitest.
    execArgv: ['--max-semi-space-size=64', '--initial-old-space-size=256'],
  });
  host.once('exit', () => {
    const at = idle.indexOf(host);
    if (at >= 0) idle.splice(at, 1);
  });
  // The tests end without it.
  host.unref();
  host.channel?.unref();
  return host;
}
