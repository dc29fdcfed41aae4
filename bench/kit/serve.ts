import { spawn } from 'node:child_process';
import { COMMAND } from './built.js';
import type { Listening } from './delay.js';

/** Starts the reference provider as a separate process, so that its work is not measured. */
export function serve(spec: string): Promise<Listening & { readonly key: string }> {
  const child = spawn(process.execPath, [COMMAND, 'serve', '--spec', spec], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let printed = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the reference provider ended: ${printed}`)));
    child.stdout.on('data', (text: Buffer) => {
      printed += text.toString();
      const [, baseUrl, key] = / at (\S+), key (\S+)\. /.exec(printed) ?? [];
      if (baseUrl !== undefined && key !== undefined) resolve({ baseUrl, key, close: () => child.kill() });
    });
  });
}
