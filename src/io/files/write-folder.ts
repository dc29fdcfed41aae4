import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fail, ok, type InputError, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { hasEnded } from './has-ended.js';
import { shownPath } from './read-folder.js';
import { describeSystemError } from './system-error.js';
import { SHARED_FOLDER } from './write-file.js';

/** Writes the content of a folder into a temporary one. */
export type FillFolder<T> = (temporary: string) => Promise<Result<T>>;

/**
 * Writes a new folder whole: into a temporary folder, whose entries are moved when all of them are written. After an error
 * nothing is left, and no folder that was made for it.
 * @param folder a folder that does not exist, or an empty one
 * @param hint what to do if it is not empty
 */
export async function writeFolder<T>(folder: string, fill: FillFolder<T>, hint: string): Promise<Result<T>> {
  const path = resolve(folder);
  let made: string | undefined;
  try {
    made = await mkdir(path, { recursive: true, mode: SHARED_FOLDER });
    await removeLeftovers(path);
    if ((await readdir(path)).length > 0) return fail([fileError(folder, 'The folder is not empty.', hint)]);
    const filled = await fillInside(path, fill);
    if (!filled.ok) await removeMade(path, made);
    return filled;
  } catch (error) {
    await removeMade(path, made);
    return fail([fileError(folder, describeSystemError(error), 'name a new folder in one that can be written')]);
  }
}

/**
 * Fills a temporary folder in a folder, and moves its entries there: files of the same name are replaced and keep their
 * permissions, others stay. After an error of `fill`, the folder is as it was.
 */
export async function fillInside<T>(folder: string, fill: FillFolder<T>): Promise<Result<T>> {
  const temporary = join(folder, `.conformance.${process.pid}.tmp`);
  try {
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary);
    const filled = await fill(temporary);
    if (!filled.ok) return fail(nameFolder(filled.errors, temporary, folder));
    await moveEntries(temporary, folder);
    return filled;
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
  }
}

/** Errors in files of a temporary folder, with the folder that the user named. */
export function nameFolder(errors: readonly InputError[], temporary: string, folder: string): readonly InputError[] {
  const [path, shown] = [temporary, shownPath(temporary)].map((each) => `${each}/`);
  const shownFolder = folder.endsWith('/') ? folder : `${folder}/`;
  return errors.map((error) => ({
    ...error,
    file: error.file.replace(path ?? '', () => shownFolder).replace(shown ?? '', () => shownFolder),
  }));
}

async function moveEntries(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    const there = await lstat(target).catch(() => null);
    if (entry.isDirectory() && there?.isDirectory() === true) await moveEntries(source, target);
    else {
      if (there?.isFile() === true) await chmod(source, there.mode & 0o777);
      // A link is replaced, not followed.
      await rm(target, { recursive: true, force: true });
      await rename(source, target);
    }
  }
}

/** Removes the temporary folders of processes that were killed while they filled one in this folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^\.conformance\.(\d+)\.tmp$/u.exec(name)?.[1];
    if (pid !== undefined && hasEnded(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Removes the empty folders from a path up to the first one that was made. */
async function removeMade(path: string, made: string | undefined): Promise<void> {
  if (made === undefined) return;
  for (let folder = path; ; folder = dirname(folder)) {
    await rmdir(folder).catch(() => {});
    if (folder === resolve(made) || folder === dirname(folder)) return;
  }
}

/**
 * Replaces a folder, or makes it: the content is written into a temporary folder next to it, which is renamed. After an
 * error, the folder is as it was.
 */
export async function replaceFolder(folder: string, fill: FillFolder<void>): Promise<Result<void>> {
  const [temporary, old] = [temporaryName(folder, 'tmp'), temporaryName(folder, 'old')];
  try {
    await restoreFolder(folder);
    const filled = await fill(temporary);
    if (!filled.ok) return filled;
    if (existsSync(folder)) await rename(folder, old);
    await rename(temporary, folder);
    await rm(old, { recursive: true, force: true });
    return ok(undefined);
  } catch (error) {
    return fail([fileError(folder, describeSystemError(error))]);
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => {});
  }
}

/** Finishes what a process that was killed left of `replaceFolder`: the folder as it was before, or as it is now. */
export async function restoreFolder(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const name of existsSync(parent) ? await readdir(parent) : []) {
    const [, pid, kind] = /^\.(\d+)\.(tmp|old)$/u.exec(name.slice(basename(folder).length + 1)) ?? [];
    if (!name.startsWith(`.${basename(folder)}.`) || pid === undefined || !hasEnded(Number(pid))) continue;
    if (kind === 'old' && !existsSync(folder)) await rename(join(parent, name), folder);
    else await rm(join(parent, name), { recursive: true, force: true });
  }
}

function temporaryName(folder: string, kind: 'tmp' | 'old'): string {
  return join(dirname(folder), `.${basename(folder)}.${process.pid}.${kind}`);
}
