import { open, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { InputError } from '../../core/model/input-error.js';
import { describeSystemError } from './system-error.js';
import { existsSync, mkdirSync } from 'node:fs';

/** What is written into a file: at once, or piece by piece. */
export type FileContent = string | Uint8Array | AsyncIterable<string>;

/**
 * Writes a file whole or not at all: beside its place first, then renamed onto it. Only the user can read it. Into what
 * is no file (/dev/stdout, a pipe) it writes as it is: a rename would put a file in its place.
 */
export async function writeFileWhole(file: string, content: FileContent): Promise<InputError | null> {
  const there = await stat(file).catch(() => null);
  if (there !== null && !there.isFile()) return writeInto(file, content);
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await unlink(beside).catch(() => {});
    const handle = await open(beside, 'wx', 0o600);
    try {
      await writeFile(handle, content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    return null;
  } catch (error) {
    await unlink(beside).catch(() => {});
    return fails(file, error);
  }
}

async function writeInto(file: string, content: FileContent): Promise<InputError | null> {
  try {
    await writeFile(file, content);
    return null;
  } catch (error) {
    return fails(file, error);
  }
}

function fails(file: string, error: unknown): InputError {
  return { file, line: null, column: null, reason: describeSystemError(error), suggestion: null };
}

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
