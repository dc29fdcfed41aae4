import type { Chunk, SseEvent } from '../../model/answer.js';
import type { Json } from '../../model/json.js';
import { isObject } from '../../wire/narrow.js';
import { parseJson } from '../../wire/parse-json.js';
import { member } from '../../wire/pointer.js';
import { readData } from '../../wire/read-data.js';

const TERMINATOR = /^\[[A-Z_]+\]$/;

/**
 * The events whose data is JSON, numbered. An event with a name of its own is none unless it holds choices (or is the
 * error): clients that listen for chunks never see it.
 */
export function readChunks(events: readonly SseEvent[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (const event of events) {
    const values = readValues(event).filter((value) => !isForeign(event, value));
    for (const value of values) chunks.push({ n: chunks.length, event, value });
  }
  return chunks;
}

/** Whether an event is named as no chunk is, and holds none either. */
export function isForeign(event: SseEvent, value: Json | undefined): boolean {
  const named = event.name !== null && event.name !== 'message' && event.name !== 'error';
  return named && member(value, 'choices') === undefined;
}

/**
 * The objects of events that a missing blank line glued into one, each on a line of its own; null where the data is
 * anything else. A terminator among the lines is left out.
 */
export function gluedObjects(data: string | null): readonly Json[] | null {
  if (data === null || !data.includes('\n')) return null;
  const objects: Json[] = [];
  let lines = 0;
  for (const line of data.split('\n')) {
    const text = line.trim();
    if (text === '') continue;
    lines++;
    if (isTerminatorLike(text)) continue;
    if (!text.startsWith('{')) return null;
    const parsed = parseJson(text);
    if ('error' in parsed || !isObject(parsed.value)) return null;
    objects.push(parsed.value);
  }
  return lines > 1 && objects.length > 0 ? objects : null;
}

/** Whether a text is a word in brackets, as `[DONE]` is: the end of a stream, never JSON. */
export function isTerminatorLike(text: string): boolean {
  return TERMINATOR.test(text);
}

/** Whether the data, or its last line where events were glued, is the terminator. */
export function endsWithTerminator(data: string | null, terminator: string): boolean {
  if (data === null) return false;
  if (data.trim() === terminator) return true;
  return gluedObjects(data) !== null && data.trimEnd().split('\n').at(-1)?.trim() === terminator;
}

function readValues(event: SseEvent): readonly Json[] {
  const { data } = event;
  if (data === null || isTerminatorLike(data.trim())) return [];
  const parsed = readData(event);
  if ('value' in parsed) return [parsed.value];
  return gluedObjects(data) ?? [];
}
