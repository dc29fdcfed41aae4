import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../../core/model/event.js';
import type { InputError } from '../../core/model/input-error.js';
import { readEvents } from './read-events.js';
import { makeRecord, RESULTS_FILE, type RunRecord } from './record.js';
import { describeSystemError } from '../files/system-error.js';

/** A run's record, opened again to be gone on with. */
export interface Reopened {
  readonly record: RunRecord;
  /** What stands in it. None where the run was killed before its plan was written. */
  readonly events: readonly RunEvent[];
  /** The number of a last line that a crash had torn off, and that was cut; null where there was none. */
  readonly cut: number | null;
}

/** Opens the record of a run that was broken off. A torn last line is cut; a damaged record is refused as it is. */
export async function reopenRecord(dir: string): Promise<Reopened | InputError> {
  const file = join(dir, RESULTS_FILE);
  try {
    endLastLine(file);
    if (isUnbegun(file)) return { record: makeRecord(dir, openSync(file, 'w', 0o600)), events: [], cut: null };
  } catch (error) {
    return {
      file,
      line: null,
      column: null,
      reason: describeSystemError(error),
      suggestion: 'name the folder of a run',
    };
  }
  const read = await readEvents(file);
  if (!('events' in read)) return read;
  const begun = read.events.some((event) => event.type === 'plan');
  const descriptor = openSync(file, 'r+');
  const end = begun ? lineEnd(descriptor) : 0;
  ftruncateSync(descriptor, end);
  closeSync(descriptor);
  return {
    record: makeRecord(dir, openSync(file, 'a', 0o600)),
    events: begun ? read.events : [],
    cut: read.torn,
  };
}

/** A last line that is whole but for its end is an event all the same: what it tells of must not be sent again. */
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

/** Whether a run was killed before its first line was whole. */
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

/** The offset behind the last line end of a file, 0 where there is none. */
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
