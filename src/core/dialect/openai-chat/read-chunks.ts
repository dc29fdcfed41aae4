import type { Chunk, SseEvent } from '../../model/response.js';
import type { Json } from '../../model/json.js';
import { gluedObjects, isTerminatorLike, readData } from '../../wire/event-data.js';
import { member } from '../../wire/pointer.js';

/**
 * The events whose data is JSON, numbered. An event with another name counts only if it contains choices or is the
 * error: clients that listen for chunks do not receive others.
 */
export function readChunks(events: readonly SseEvent[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const add = (event: SseEvent, value: Json): void => {
    if (!isForeign(event, value)) chunks.push({ n: chunks.length, event, value });
  };
  for (const event of events) {
    const { data } = event;
    if (data === null || isTerminatorLike(data.trim())) continue;
    const parsed = readData(event);
    if (parsed.ok) add(event, parsed.value);
    else for (const value of gluedObjects(data) ?? []) add(event, value);
  }
  return chunks;
}

/** Whether an event is named as no chunk is, and holds none either. */
export function isForeign(event: SseEvent, value: Json | undefined): boolean {
  const named = event.name !== null && event.name !== 'message' && event.name !== 'error';
  return named && member(value, 'choices') === undefined;
}
