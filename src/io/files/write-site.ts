import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { InputError } from '../../core/model/input-error.js';
import { describeSystemError } from './system-error.js';

const AT_ONCE = 32;

/** The folders that a site of ours consists of: what an earlier build left in them is cleared away. */
const FOLDERS = ['r', 't', 's', 'd', 'c', 'compare', 'badges'];

/**
 * Makes a folder ready for a site: a new or empty one, or one that holds a site of ours, whose old pages go. Anything
 * else is left alone and refused.
 */
export async function clearSite(folder: string): Promise<InputError | null> {
  try {
    await mkdir(folder, { recursive: true });
    const entries = await readdir(folder);
    if (entries.length === 0) return null;
    const isOurs = existsSync(join(folder, 'matrix.json'))
      ? (await readFile(join(folder, 'matrix.json'), 'utf8')).startsWith('{"schemaVersion":1,"title":')
      : false;
    if (!isOurs) {
      return fails(folder, 'It holds files that are no site of ours.', 'Name a new or an empty folder with --out.');
    }
    for (const name of FOLDERS) await rm(join(folder, name), { recursive: true, force: true });
    return null;
  } catch (error) {
    return fails(folder, `It cannot be written: ${describeSystemError(error)}.`, null);
  }
}

/** A place to write a site's files to; `finish` waits for all of them. */
export interface SiteWriter {
  write(path: string, text: string): Promise<void>;
  finish(): Promise<InputError | null>;
}

/** Writes files below a folder, several at once. The first failure is kept and told at the end. */
export function makeSiteWriter(folder: string): SiteWriter {
  const made = new Set<string>();
  const under = new Set<Promise<void>>();
  let failed: InputError | null = null;
  const writeOne = async (path: string, text: string): Promise<void> => {
    const file = join(folder, path);
    try {
      const parent = dirname(file);
      if (!made.has(parent)) {
        await mkdir(parent, { recursive: true });
        made.add(parent);
      }
      await writeFile(file, text);
    } catch (error) {
      failed ??= fails(file, `It cannot be written: ${describeSystemError(error)}.`, null);
    }
  };
  return {
    async write(path, text) {
      const writing = writeOne(path, text).finally(() => under.delete(writing));
      under.add(writing);
      if (under.size >= AT_ONCE) await Promise.race(under);
    },
    async finish() {
      await Promise.all(under);
      return failed;
    },
  };
}

function fails(file: string, reason: string, suggestion: string | null): InputError {
  return { file, line: null, column: null, reason, suggestion };
}
