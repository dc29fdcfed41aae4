import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const FOLDER = 'scripts/clients';

/**
 * Moves the pinned packages and their lock file to the newest versions on npm. A previous major, installed under another
 * name, stays as it is.
 */
export async function moveVersions(): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(`${FOLDER}/package.json`, 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const moving = Object.entries(dependencies).filter(([, version]) => !version.startsWith('npm:'));
  const args = ['install', '--package-lock-only', '--ignore-scripts', '--save-exact', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', [...args, ...moving.map(([name]) => `${name}@latest`)], {
    cwd: FOLDER,
    shell: process.platform === 'win32',
  });
}
