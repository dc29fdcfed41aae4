import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** The built command. */
export const COMMAND = ['dist/cli/main.js'] as const;

/** Runs `conformance …`. Returns the exit status. */
export function conformance(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  stdout: 'inherit' | 'ignore' = 'inherit',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...COMMAND, ...args], {
      stdio: ['ignore', stdout, 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A server process; `stop` ends it. */
export interface Serving {
  readonly stop: () => Promise<void>;
}

/** Starts a server and waits until it takes connections. Rejects when it ends before. */
export async function serve(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  port: number,
): Promise<Serving> {
  const child = spawn(command, [...args], { stdio: 'ignore', env: { ...process.env, ...env } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    if (await listens(port)) return { stop: () => stop(child, ended) };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop(child, ended);
  throw new Error(`${command} does not listen on port ${port}`);
}

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function listens(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) }).then(
    () => true,
    () => false,
  );
}

function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill();
  return ended;
}
