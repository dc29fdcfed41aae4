import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RunStarted } from '../../core/model/event.js';
import { decodeEvent } from './event-codec.js';
import { RESULTS_FILE } from './record.js';

/** What a recorded run was sent to and judged by. */
export type RecordedRun = Pick<RunStarted, 'target' | 'specs' | 'against' | 'selection'>;

/** Reads the first line of a record. Null if the folder has none, or the line is damaged: `reopenRecord` explains it. */
export async function readRunStarted(dir: string): Promise<RecordedRun | null> {
  const lines = createInterface({ input: createReadStream(join(dir, RESULTS_FILE)), crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      const event = decodeEvent(JSON.parse(line));
      return event.ok && event.value.type === 'run' ? event.value : null;
    }
  } catch {
    return null;
  } finally {
    lines.close();
  }
  return null;
}
