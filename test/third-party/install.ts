import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, renameSync } from 'node:fs';
import { TESTED, type LockedPackages } from './servers/installed.js';

/** Vitest calls it once before the third-party tests (`globalSetup`). */
export const setup = (): Promise<void> => install(TESTED);

/**
 * Installs the packages of a lock file, outside the checkout, and does nothing when they are installed. Their scripts do
 * not run. Optional dependencies are left out: those that a server needs are direct dependencies.
 */
export async function install(packages: LockedPackages): Promise<void> {
  if (existsSync(packages.installed)) return;
  const folder = mkdtempSync(`${packages.installed}-`);
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(`${packages.folder}/${name}`, `${folder}/${name}`);
  await npm(['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--prefix', folder]);
  renameSync(folder, packages.installed);
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
