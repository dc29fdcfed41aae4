import type { Result } from '../../core/model/result.js';
import { readEvents as readRecord, type EventsRead } from './read-events.js';

/**
 * Reads a record for users of the library. The events are also members of the result itself, as in version 0.1.0.
 * @returns what is wrong with the file, if anything
 */
export async function readEvents(
  file: string,
): Promise<
  ({ readonly ok: true; readonly value: EventsRead } & EventsRead) | Extract<Result<EventsRead>, { ok: false }>
> {
  const read = await readRecord(file);
  return read.ok ? { ...read, ...read.value } : read;
}
