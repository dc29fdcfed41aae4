import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type InputError, fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { lockFolder } from './lock-folder.js';
import { describeSystemError } from './system-error.js';

const AT_ONCE = 32;

/** The most text that waits to be written: the page of a suite of a thousand targets is large. */
const MOST_TEXT = 4_000_000;

/** The folders of a site, and pages of version 0.1.0: what an earlier build left there is deleted. */
const DELETED = ['r', 't', 's', 'f', 'c', 'compare', 'badges', 'd', 'divergences.html'];

/**
 * Prepares a folder for a site: a new or empty folder, or one with an earlier site, whose pages are deleted. Any other
 * folder is an error and stays as it is.
 * @returns a function that releases the lock of the folder
 */
export async function clearSite(folder: string): Promise<Result<() => Promise<void>>> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    return fail([fileError(folder, `It cannot be written: ${describeSystemError(error)}.`)]);
  }
  const locked = await lockFolder(folder);
  if (!locked.ok) return locked;
  const cleared = await clearLocked(folder);
  if (cleared.ok) return locked;
  await locked.value();
  return cleared;
}

async function clearLocked(folder: string): Promise<Result<void>> {
  try {
    const entries = (await readdir(folder)).filter((name) => !name.startsWith('.conformance.'));
    if (entries.length === 0) return ok(undefined);
    const isOurs = existsSync(join(folder, 'matrix.json'))
      ? (await readFile(join(folder, 'matrix.json'), 'utf8')).startsWith('{"schemaVersion":1,"title":')
      : false;
    if (!isOurs) {
      const hint = 'Name a new or an empty folder with --out.';
      return fail([fileError(folder, 'It holds files that are not part of a site of ours.', hint)]);
    }
    for (const name of DELETED) await rm(join(folder, name), { recursive: true, force: true });
    return ok(undefined);
  } catch (error) {
    return fail([fileError(folder, `It cannot be written: ${describeSystemError(error)}.`)]);
  }
}

/** Writes the files of a site; `finish` waits for all of them. */
export interface SiteWriter {
  write(path: string, text: string): Promise<void>;
  finish(): Promise<Result<void>>;
}

/** A writer for the files below a folder, several at once. `finish` returns the first error. */
export function makeSiteWriter(folder: string): SiteWriter {
  const made = new Set<string>();
  const pending = new Set<Promise<void>>();
  let waiting = 0;
  const isFull = (): boolean => pending.size >= AT_ONCE || (waiting > MOST_TEXT && pending.size > 0);
  let failed: InputError | null = null;
  const writeOne = async (path: string, text: string): Promise<void> => {
    const file = join(folder, path);
    try {
      const parent = dirname(file);
      if (!made.has(parent)) {
        await mkdir(parent, { recursive: true });
        made.add(parent);
      }
      // A link is replaced, not followed.
      await rm(file, { force: true });
      await writeFile(file, text, { flag: 'wx' });
    } catch (error) {
      failed ??= fileError(file, `It cannot be written: ${describeSystemError(error)}.`);
    }
  };
  return {
    async write(path, text) {
      const { length } = text;
      waiting += length;
      const writing = writeOne(path, text).finally(() => {
        pending.delete(writing);
        waiting -= length;
      });
      pending.add(writing);
      while (isFull()) await Promise.race(pending);
    },
    async finish() {
      await Promise.all(pending);
      return failed === null ? ok(undefined) : fail([failed]);
    },
  };
}
