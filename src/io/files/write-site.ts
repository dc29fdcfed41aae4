import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type InputError, fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { lockFolder } from './lock-folder.js';
import { describeSystemError } from './system-error.js';
import { fillInside, removeLeftovers, type FillFolder } from './write-folder.js';

const AT_ONCE = 32;

/** The most text that waits to be written: the page of a suite of a thousand targets is large. */
const MOST_TEXT = 4_000_000;

/** The folders of a site, and pages of version 0.1.0: what an earlier build left there is deleted. */
const DELETED = ['r', 't', 's', 'f', 'c', 'compare', 'badges', 'd', 'divergences.html'];

/**
 * Replaces the site in a folder: a new or empty folder, or one with an earlier site. Any other folder is an error. An earlier
 * site stays until all pages of the new one are written.
 * @param fill writes the pages into a temporary folder
 */
export async function replaceSite<T>(folder: string, fill: FillFolder<T>): Promise<Result<T>> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    return failWith(folder, error);
  }
  const locked = await lockFolder(folder);
  if (!locked.ok) return locked;
  try {
    await removeLeftovers(folder);
    const entries = (await readdir(folder)).filter((name) => !name.startsWith('.conformance.'));
    if (entries.length > 0 && !(await isSite(folder))) {
      const hint = 'Name a new or an empty folder with --out.';
      return fail([fileError(folder, 'It contains files that are not part of a site of this command.', hint)]);
    }
    return await fillInside(folder, async (temporary) => {
      const filled = await fill(temporary);
      if (filled.ok) for (const name of DELETED) await rm(join(folder, name), { recursive: true, force: true });
      return filled;
    });
  } catch (error) {
    return failWith(folder, error);
  } finally {
    await locked.value();
  }
}

async function isSite(folder: string): Promise<boolean> {
  const file = join(folder, 'matrix.json');
  return existsSync(file) && (await readFile(file, 'utf8')).startsWith('{"schemaVersion":1,"title":');
}

function failWith(folder: string, error: unknown): Result<never> {
  return fail([
    fileError(folder, `It cannot be written: ${describeSystemError(error)}.`, 'Name a folder that can be written.'),
  ]);
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
