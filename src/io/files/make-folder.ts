import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder that only the user can read, and those above it. Throws the system's error. Not `recursive: true`:
 * where a folder is there and yet nothing can be made in it (as in /proc), Node tries again for ever.
 */
export function makeFolder(dir: string): void {
  const parent = dirname(resolve(dir));
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || existsSync(parent)) throw error;
    makeFolder(parent);
    mkdirSync(dir, { mode: 0o700 });
  }
}
