import { join } from 'node:path';
import type { RunStarted } from '../../core/model/event.js';
import { isRegularFile } from '../files/read-file.js';
import { readLines } from '../files/read-lines.js';
import { decodeEvent } from './event-codec.js';
import { RESULTS_FILE } from './record.js';

/** What a recorded run was sent to and judged by. */
export type RecordedRun = Pick<RunStarted, 'target' | 'specs' | 'against' | 'shard' | 'selection'>;

/** Reads the first line of a record. Null if the folder has none, or the line is damaged: `reopenRecord` explains it. */
export async function readRunStarted(dir: string): Promise<RecordedRun | null> {
  const file = join(dir, RESULTS_FILE);
  try {
    if (!isRegularFile(file)) return null;
    for await (const line of readLines(file)) {
      const event = decodeEvent(JSON.parse(line.toString()));
      return event.ok && event.value.type === 'run' ? event.value : null;
    }
  } catch {
    return null;
  }
  return null;
}
