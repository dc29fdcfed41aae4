import { chmodSync, closeSync, fsync, fsyncSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RunEvent } from '../../core/model/event.js';
import type { InputError } from '../../core/model/input-error.js';
import { encodeEvent } from './event-codec.js';
import { makeFolder, writeFileWhole, type FileContent } from '../files/write-file.js';
import { describeSystemError } from '../files/system-error.js';

/** The events of a run, as they happen. */
export const RESULTS_FILE = 'results.ndjson';

/** What is derived from them. */
export const DERIVED_FILES: readonly string[] = [
  'report.json',
  'report.md',
  'report.html',
  'junit.xml',
  'exchanges.har',
  'against.har',
];

/** Where a run is written down. */
export interface RunRecord {
  /** Appends one event as one line; it has left the process when this returns. */
  append(event: RunEvent): InputError | null;
  /** Writes the derived files, each whole or not at all, and closes the record. */
  finish(derived: ReadonlyMap<string, FileContent>): Promise<InputError | null>;
}

/** How long a power failure may cost, in milliseconds. A killed process costs no line. */
const SYNC_EVERY = 1000;

/**
 * Opens a folder for a run: new, empty, or holding an earlier run of ours, which is replaced. Only the user can read
 * what is in it. A folder that holds other things under our names, or that cannot be written, is refused.
 */
export async function openRecord(dir: string): Promise<RunRecord | InputError> {
  const file = join(dir, RESULTS_FILE);
  const refuse = (reason: string, suggestion: string | null): InputError => ({
    file: dir,
    line: null,
    column: null,
    reason,
    suggestion,
  });
  let descriptor: number;
  try {
    makeFolder(dir);
    const there = readdirSync(dir).filter((name) => !name.startsWith('.'));
    if (there.includes(RESULTS_FILE) ? !(await isRun(file)) : there.length > 0) {
      return refuse('the folder holds something that is not a run', 'name an empty folder, or one that does not exist');
    }
    chmodSync(dir, 0o700);
    for (const name of [RESULTS_FILE, ...DERIVED_FILES]) rmSync(join(dir, name), { force: true });
    descriptor = openSync(file, 'ax', 0o600);
  } catch (error) {
    return refuse(describeSystemError(error), 'name a folder that can be written');
  }
  return makeRecord(dir, descriptor);
}

/** A record whose events go to the end of an open file, and whose derived files go into the folder. */
export function makeRecord(dir: string, descriptor: number): RunRecord {
  let synced = performance.now();
  let syncing: Promise<void> = Promise.resolve();
  let failed: InputError | null = null;
  const fail = (error: unknown): InputError => {
    const reason = describeSystemError(error);
    return (failed ??= { file: join(dir, RESULTS_FILE), line: null, column: null, reason, suggestion: null });
  };
  /** Answers meanwhile are not kept waiting by the disk; what it says of the last is told with the next event. */
  const syncBeside = (): void => {
    synced = Number.POSITIVE_INFINITY;
    syncing = promisify(fsync)(descriptor)
      .catch(fail)
      .then(() => {
        synced = performance.now();
      });
  };
  return {
    append(event) {
      if (failed !== null) return failed;
      try {
        writeWhole(descriptor, `${encodeEvent(event)}\n`);
        if (event.type === 'end') fsyncSync(descriptor);
        else if (performance.now() - synced > SYNC_EVERY) syncBeside();
        return null;
      } catch (error) {
        return fail(error);
      }
    },
    async finish(derived) {
      await syncing;
      closeSync(descriptor);
      if (failed !== null) return failed;
      for (const [name, content] of derived) {
        const wrong = await writeFileWhole(join(dir, name), content);
        if (wrong !== null) return wrong;
      }
      return null;
    },
  };
}

/** Whether a file begins as our runs do. An empty one does too: a run that was killed at once leaves it. */
async function isRun(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return bytesRead === 0 || buffer.toString('utf8', 0, bytesRead).startsWith('{"type":"run",');
  } finally {
    await handle.close();
  }
}

/** A write may take only some of the bytes, as on a disk that fills up. */
function writeWhole(descriptor: number, text: string): void {
  let at = writeSync(descriptor, text);
  const size = Buffer.byteLength(text);
  if (at === size) return;
  const bytes = Buffer.from(text);
  while (at < size) at += writeSync(descriptor, bytes, at);
}
