import { open, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { existsSync, mkdirSync } from 'node:fs';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { describeSystemError } from './system-error.js';

/** The content of a file: at once, or in parts. */
export type FileContent = string | Uint8Array | AsyncIterable<string>;

/** Permissions of a file that everybody may read, unless the umask of the user forbids it. */
export const SHARED = 0o644;

/**
 * Writes a file atomically: into a temporary file, which is then renamed. A link is replaced, not
 * followed. An existing file keeps its permissions. Devices and
 * pipes (/dev/stdout) are written directly, because a rename would replace them.
 * @param mode the permissions of a new file. By default only the user can read it; `SHARED` is for files without evidence.
 */
export async function writeFileWhole(file: string, content: FileContent, mode = 0o600): Promise<Result<void>> {
  const there = await stat(file).catch(() => null);
  if (there !== null && !there.isFile()) return writeInto(file, content);
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await unlink(temporary).catch(() => {});
    const handle = await open(temporary, 'wx', there === null ? mode : there.mode & 0o777);
    try {
      await writeFile(handle, content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return ok(undefined);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    return fail([fileError(file, describeSystemError(error))]);
  }
}

async function writeInto(file: string, content: FileContent): Promise<Result<void>> {
  try {
    await writeFile(file, content);
    return ok(undefined);
  } catch (error) {
    return fail([fileError(file, describeSystemError(error))]);
  }
}

/** Permissions of a folder with such files. */
export const SHARED_FOLDER = 0o755;

/**
 * Makes a folder and its parents; by default only the user can read them. Throws the system's error. It does not use
 * `recursive: true`, with which Node loops forever in a folder that takes no folders, such as /proc.
 */
export function makeFolder(dir: string, mode = 0o700): void {
  const parent = dirname(resolve(dir));
  try {
    mkdirSync(dir, { mode });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || existsSync(parent)) throw error;
    makeFolder(parent, mode);
    mkdirSync(dir, { mode });
  }
}
