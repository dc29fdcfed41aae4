import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, renameSync } from 'node:fs';
import { INSTALLED } from './servers/installed.js';

/**
 * Installs the servers that `package-lock.json` lists, outside the checkout, and does nothing when they are installed.
 * Their scripts do not run. Vitest calls it once before the third-party tests (`globalSetup`).
 */
export async function setup(): Promise<void> {
  if (existsSync(INSTALLED)) return;
  const folder = mkdtempSync(`${INSTALLED}-`);
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(`test/third-party/${name}`, `${folder}/${name}`);
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder]);
  renameSync(folder, INSTALLED);
}

async function npm(args: readonly string[]): Promise<void> {
  const child = spawn('npm', args, { stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stderr}`);
}
