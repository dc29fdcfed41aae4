import { lstat, open, readdir, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { existsSync, mkdirSync, type Stats } from 'node:fs';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { hasEnded } from './has-ended.js';
import { writePipe } from './named-pipe.js';
import { describeSystemError } from './system-error.js';

/** The content of a file: at once, or in parts. */
export type FileContent = string | Uint8Array | AsyncIterable<string>;

/** Permissions of a file that everybody may read, unless the umask of the user forbids it. */
export const SHARED = 0o644;

/**
 * Writes a file atomically: into a temporary file, which is then renamed. A link is replaced, not followed, except those of
 * the system (/dev/stdout). An existing file keeps its permissions. Devices and pipes are written directly, because a rename
 * would replace them.
 * @param mode the permissions of a new file. By default only the user can read it; `SHARED` is for files without evidence.
 */
export async function writeFileWhole(file: string, content: FileContent, mode = 0o600): Promise<Result<void>> {
  const there = await statOf(file);
  if (there !== null && !there.isFile()) return writeInto(file, content, there.isFIFO());
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await removeLeftovers(file);
    await unlink(temporary).catch(() => {});
    const handle = await open(temporary, 'wx', there === null ? mode : there.mode & 0o777);
    try {
      // The mask of the user applies to a new file, and not to one that is replaced.
      if (there !== null) await handle.chmod(there.mode & 0o777);
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

/** Removes the temporary files for this file of processes that were killed while they wrote it. */
async function removeLeftovers(file: string): Promise<void> {
  const folder = dirname(file);
  const start = `.${basename(file)}.`;
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(start) ? /^(\d+)\.tmp$/u.exec(name.slice(start.length))?.[1] : undefined;
    if (pid !== undefined && hasEnded(Number(pid))) await unlink(join(folder, name)).catch(() => {});
  }
}

/** What a path names; null if nothing, or a link to anything but a file, which is replaced. */
async function statOf(file: string): Promise<Stats | null> {
  const followed = await stat(file).catch(() => null);
  if (followed === null || followed.isFile() || SYSTEM.test(resolve(file))) return followed;
  return (await lstat(file)).isSymbolicLink() ? null : followed;
}

/** The links of the system to the streams of a process. */
const SYSTEM = /^\/(?:dev|proc)\//u;

async function writeInto(file: string, content: FileContent, isPipe: boolean): Promise<Result<void>> {
  try {
    if (isPipe) await writePipe(file, bytesOf(content));
    else await writeFile(file, content);
    return ok(undefined);
  } catch (error) {
    return fail([fileError(file, describeSystemError(error))]);
  }
}

/** Permissions of a folder with such files. */
export const SHARED_FOLDER = 0o755;

async function* bytesOf(content: FileContent): AsyncGenerator<Uint8Array, void, void> {
  if (content instanceof Uint8Array) yield content;
  else if (typeof content === 'string') yield Buffer.from(content);
  else for await (const text of content) yield Buffer.from(text);
}

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
