import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runInHost } from '../../../support/run-in-host.js';

/** The command as users run it; `npm test` builds it first. */
export const COMMAND = fileURLToPath(new URL('../../../../dist/cli/main.js', import.meta.url));

/** What a command left behind. */
export interface Ran {
  /** The exit status; null if a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ran>;
  /** Resolves with what the pattern found in what was written so far; rejects when the command ends without it. */
  sees(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray>;
}

/** An environment without the keys and colour settings of the user. */
export function cleanEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { CONFORMANCE_API_KEY: _key, FORCE_COLOR: _force, NO_COLOR: _no, ...rest } = process.env;
  return { ...rest, ...more };
}

/** Starts any program with pipes for stdout and stderr. */
export function start(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(program, args, { env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...written }));
  });
  return {
    child,
    ended,
    sees: (stream, pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(written[stream]);
          if (found === null) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        ended.then((ran) => reject(new Error(`It ended without ${pattern}: ${JSON.stringify(ran)}`)), reject);
        look();
      }),
  };
}

/** Starts `conformance` as a process. */
export function startConformance(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  return start(process.execPath, [COMMAND, ...args], env);
}

/** Runs `conformance` to its end, in a warm process. `startConformance` starts a separate process. */
export function conformance(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return runInHost({ args, env: cleanEnvironment(env) });
}
