import { chmodSync, closeSync, fsync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunEvent } from '../../core/model/event.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { lockFolder } from '../files/lock-folder.js';
import { encodeEvent } from './event-codec.js';
import { makeFolder, writeFileWhole, type FileContent } from '../files/write-file.js';
import { describeSystemError } from '../files/system-error.js';

/** The file with the events of a run, one line each. */
export const RESULTS_FILE = 'results.ndjson';

/** The files that are derived from the events. */
export const DERIVED_FILES: readonly string[] = [
  'report.json',
  'report.md',
  'report.html',
  'junit.xml',
  'exchanges.har',
  'against.har',
];

/** The record of a run in its folder. */
export interface RunRecord {
  /** Appends one event as one line; the line has left the process when this returns. */
  append(event: RunEvent): Result<void>;
  /** Writes the derived files, each atomically, and closes the record. */
  finish(derived: ReadonlyMap<string, FileContent>): Promise<Result<void>>;
  /** Closes the record, if it is open, and releases its folder. The derived files are not written. */
  close(): Promise<void>;
}

/** The most that a power failure may lose, in milliseconds. A killed process loses no line. */
const SYNC_EVERY = 1000;

/**
 * Opens a folder for a run: a new or empty one, or one with an earlier run, which is replaced. Only the user can read
 * the folder. A folder with other files, or one that cannot be written, is an error.
 */
export async function openRecord(dir: string): Promise<Result<RunRecord>> {
  const file = join(dir, RESULTS_FILE);
  let descriptor: number;
  try {
    makeFolder(dir);
  } catch (error) {
    return fail([fileError(dir, describeSystemError(error), 'name a folder that can be written')]);
  }
  const locked = await lockFolder(dir);
  if (!locked.ok) return locked;
  const release = locked.value;
  try {
    const there = readdirSync(dir).filter((name) => !name.startsWith('.'));
    if (there.includes(RESULTS_FILE) ? !(await isRun(file)) : there.length > 0) {
      const hint = 'name an empty folder, or one that does not exist';
      await release();
      return fail([fileError(dir, 'the folder holds something that is not a run', hint)]);
    }
    chmodSync(dir, 0o700);
    for (const name of [RESULTS_FILE, ...DERIVED_FILES]) rmSync(join(dir, name), { force: true });
    descriptor = openSync(file, 'ax', 0o600);
  } catch (error) {
    await release();
    return fail([fileError(dir, describeSystemError(error), 'name a folder that can be written')]);
  }
  return ok(makeRecord(dir, descriptor, release));
}

/**
 * A record that appends to an open file and writes the derived files into the folder.
 * @param release releases the lock of the folder
 */
export function makeRecord(dir: string, descriptor: number, release: () => Promise<void>): RunRecord {
  let synced = performance.now();
  let syncing: Promise<void> = Promise.resolve();
  let state: Result<void> = ok(undefined);
  const failWith = (error: unknown): Result<void> => {
    if (state.ok) state = fail([fileError(join(dir, RESULTS_FILE), describeSystemError(error))]);
    return state;
  };
  /** Syncs without blocking; an error is returned with the next event. */
  const syncInBackground = (): void => {
    synced = Number.POSITIVE_INFINITY;
    syncing = promisify(fsync)(descriptor)
      .catch(failWith)
      .then(() => {
        synced = performance.now();
      });
  };
  let isOpen = true;
  const closeFile = async (): Promise<void> => {
    isOpen = false;
    await syncing;
    closeSync(descriptor);
  };
  return {
    append(event) {
      if (!state.ok) return state;
      try {
        writeAll(descriptor, `${encodeEvent(event)}\n`);
        if (event.type === 'end') fsyncSync(descriptor);
        else if (performance.now() - synced > SYNC_EVERY) syncInBackground();
        return state;
      } catch (error) {
        return failWith(error);
      }
    },
    async finish(derived) {
      await closeFile();
      for (const [name, content] of state.ok ? derived : []) {
        const written = await writeFileWhole(join(dir, name), content);
        if (!written.ok && state.ok) state = written;
      }
      await release();
      return state;
    },
    async close() {
      if (!isOpen) return;
      await closeFile();
      await release();
    },
  };
}

/** Whether a file begins like a run. An empty file does too: a run that was killed at once leaves it. */
async function isRun(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return bytesRead === 0 || buffer.toString('utf8', 0, bytesRead).startsWith('{"type":"run",');
  } finally {
    await handle.close();
  }
}

/** A write may take only a part of the bytes, as on a disk that fills up. */
function writeAll(descriptor: number, text: string): void {
  let at = writeSync(descriptor, text);
  const size = Buffer.byteLength(text);
  if (at === size) return;
  const bytes = Buffer.from(text);
  while (at < size) at += writeSync(descriptor, bytes, at);
}

/** The files that a record writes into its folder. */
export function recordFiles(dir: string): readonly string[] {
  return [RESULTS_FILE, ...DERIVED_FILES].map((name) => join(dir, name));
}
