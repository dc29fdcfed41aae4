import type { Json } from '../../model/json.js';
import type { Chunk, SseEvent } from '../../model/response.js';
import { gluedObjects, isTerminatorLike, readData } from '../../wire/event-data.js';
import { asString, isObject } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';
import { EVENT_TYPES, type MessageEvent } from './messages-reply.js';

/**
 * The events whose data is JSON, numbered. An event of an undocumented type does not count: clients ignore it, as the
 * documents require. Data without any type counts, unless the event has an undocumented name.
 */
export function readChunks(events: readonly SseEvent[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (const event of events) {
    const values = readValues(event).filter((value) => !isUnknown(event, value));
    for (const value of values) chunks.push({ n: chunks.length, event, value });
  }
  return chunks;
}

/** The documented type of an event: by its data, else by its name; null if neither is documented. */
export function typeOfEvent({ name }: Pick<SseEvent, 'name'>, value: Json | undefined): string | null {
  return [asString(member(value, 'type')), name].find((type) => type !== null && EVENT_TYPES.includes(type)) ?? null;
}

/** The events of a message. */
export function readMessageEvents(chunks: readonly Chunk[]): readonly MessageEvent[] {
  return chunks.flatMap(({ n, event, value }): readonly MessageEvent[] => {
    if (!isObject(value)) return [];
    const index = member(value, 'index');
    return [
      {
        type: typeOfEvent(event, value),
        value,
        chunk: n,
        index: typeof index === 'number' && Number.isInteger(index) ? index : null,
      },
    ];
  });
}

function isUnknown(event: SseEvent, value: Json): boolean {
  if (typeOfEvent(event, value) !== null) return false;
  const named = event.name !== null && event.name !== 'message';
  return named || asString(member(value, 'type')) !== null;
}

function readValues(event: SseEvent): readonly Json[] {
  const { data } = event;
  if (data === null || isTerminatorLike(data.trim())) return [];
  const parsed = readData(event);
  return parsed.ok ? [parsed.value] : (gluedObjects(data) ?? []);
}
