import { spawn } from 'node:child_process';
import { COMMAND } from '../system/e2e/support/conformance.js';

/** A command on a pseudo-terminal of 80 columns. */
export interface Terminal {
  /** Resolves when the text was written since the last key; rejects when the command ends without it. */
  sees(text: string): Promise<void>;
  types(keys: string): void;
  /** What was written until now. */
  text(): string;
  /** The exit status. */
  readonly ended: Promise<number | null>;
}

/** Runs `conformance` in a folder on a pseudo-terminal, by `script` of util-linux. */
export function openTerminal(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Terminal {
  const quoted = [process.execPath, COMMAND, ...args].map((arg) => `'${arg}'`).join(' ');
  const child = spawn('script', ['-qec', `stty cols 80 rows 40; ${quoted}`, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let written = '';
  let typedAt = 0;
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    // Without the sequences that move the cursor.
    written += text.replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/gu, '');
    for (const look of waiting) look();
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (status) => resolve(status));
  });
  return {
    ended,
    text: () => written,
    types(keys) {
      typedAt = written.length;
      child.stdin.write(keys);
    },
    sees: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!written.slice(typedAt).includes(text)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        void ended.then(() => reject(new Error(`It ended without ${text}: ${written}`)));
        look();
      }),
  };
}
