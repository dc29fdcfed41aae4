import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const FOLDER = 'test/third-party';

/** Installs the servers after their lock, unless what is installed is what the lock says. Scripts of theirs do not run. */
export async function installThirdParties(): Promise<void> {
  if (isInstalled()) return;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', FOLDER];
  const child = spawn('npm', args, { stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (told += text));
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${told}`);
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

function isInstalled(): boolean {
  const installed = `${FOLDER}/node_modules/.package-lock.json`;
  if (!existsSync(installed)) return false;
  const there = readLock(installed).packages;
  const wanted = Object.entries(readLock(`${FOLDER}/package-lock.json`).packages);
  // Optional packages of other systems stand in the lock and not in the folder.
  return wanted.every(
    ([path, { version, optional }]) =>
      path === '' || there[path]?.version === version || (optional === true && there[path] === undefined),
  );
}

const readLock = (path: string): Lock => JSON.parse(readFileSync(path, 'utf8')) as Lock;
