import { spawn } from 'node:child_process';
import { COMMAND } from './built.js';
import type { Listening } from './delay.js';

/** The reference provider in a process of its own, so that its work is not counted. */
export function serve(spec: string): Promise<Listening & { readonly key: string }> {
  const child = spawn(process.execPath, [COMMAND, 'serve', '--spec', spec], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let told = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the reference provider ended: ${told}`)));
    child.stdout.on('data', (text: Buffer) => {
      told += text.toString();
      const [, baseUrl, key] = / at (\S+), key (\S+)\. /.exec(told) ?? [];
      if (baseUrl !== undefined && key !== undefined) resolve({ baseUrl, key, close: () => child.kill() });
    });
  });
}
