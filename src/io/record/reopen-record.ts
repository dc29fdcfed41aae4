import { closeSync, fstatSync, ftruncateSync, lstatSync, openSync, readSync, writeSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../../core/model/event.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { fileError } from '../../core/spec/source.js';
import { lockFolder } from '../files/lock-folder.js';
import { readEvents } from './read-events.js';
import { makeRecord, RESULTS_FILE, type RunRecord } from './record.js';
import { describeSystemError } from '../files/system-error.js';

/** The record of a run that is resumed. */
export interface Reopened {
  readonly record: RunRecord;
  /** The events so far; none when the run was killed before it wrote its plan. */
  readonly events: readonly RunEvent[];
  /** The number of an incomplete last line, which was removed; null when there was none. */
  readonly cut: number | null;
}

/** Opens the record of an interrupted run. An incomplete last line is removed; a damaged record is an error. */
export async function reopenRecord(dir: string): Promise<Result<Reopened>> {
  const found = entryOf(join(dir, RESULTS_FILE));
  if (found?.isFile() !== true) {
    const reason = found === undefined ? 'there is no such file or folder' : 'it is a link or a folder, not a file';
    return fail([fileError(join(dir, RESULTS_FILE), reason, 'name the folder of a run')]);
  }
  const locked = await lockFolder(dir);
  if (!locked.ok) return locked;
  const reopened = await reopenLocked(dir, locked.value);
  if (!reopened.ok) await locked.value();
  return reopened;
}

async function reopenLocked(dir: string, release: () => Promise<void>): Promise<Result<Reopened>> {
  const file = join(dir, RESULTS_FILE);
  try {
    endLastLine(file);
    if (isUnbegun(file))
      return ok({ record: makeRecord(dir, openSync(file, 'w', 0o600), release), events: [], cut: null });
  } catch (error) {
    return fail([fileError(file, describeSystemError(error), 'name the folder of a run')]);
  }
  const read = await readEvents(file);
  if (!read.ok) return read;
  const { events, torn } = read.value;
  const hasPlan = events.some((event) => event.type === 'plan');
  const descriptor = openSync(file, 'r+');
  const end = hasPlan ? lineEnd(descriptor) : 0;
  ftruncateSync(descriptor, end);
  closeSync(descriptor);
  return ok({
    record: makeRecord(dir, openSync(file, 'a', 0o600), release),
    events: hasPlan ? events : [],
    cut: torn,
  });
}

/** What is at a path, without following a link; undefined if nothing is there, or a file is in the place of a folder. */
function entryOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A complete last line without its line end is an event: its request must not be sent again. */
function endLastLine(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    const { size } = fstatSync(descriptor);
    const from = lineEnd(descriptor);
    if (from === size) return;
    const tail = Buffer.alloc(size - from);
    readSync(descriptor, tail, 0, tail.length, from);
    try {
      JSON.parse(tail.toString('utf8'));
    } catch {
      return;
    }
    writeSync(descriptor, '\n', size);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a run was killed before its first line was complete. */
function isUnbegun(file: string): boolean {
  const start = Buffer.from('{"type":"run",');
  const descriptor = openSync(file, 'r');
  try {
    const begins = Buffer.alloc(start.length);
    const length = readSync(descriptor, begins, 0, begins.length, 0);
    return lineEnd(descriptor) === 0 && begins.subarray(0, length).equals(start.subarray(0, length));
  } finally {
    closeSync(descriptor);
  }
}

const BLOCK = 64 * 1024;

/** The offset after the last line end of a file; 0 when there is none. */
function lineEnd(descriptor: number): number {
  const block = Buffer.alloc(BLOCK);
  const { size } = fstatSync(descriptor);
  for (let end = size; end > 0; end -= BLOCK) {
    const from = Math.max(0, end - BLOCK);
    const read = readSync(descriptor, block, 0, end - from, from);
    const at = block.subarray(0, read).lastIndexOf(10);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}
