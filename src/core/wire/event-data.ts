import type { SseEvent } from '../model/response.js';
import { parseJson, isObject } from './json.js';
import type { Json } from '../model/json.js';
import { fail, type Result } from '../model/result.js';

/** The data of an event as one JSON document, or why it is none. The reader of a reply parses every event once. */
export function readData({ data }: SseEvent): Result<Json, string> {
  return data === null ? fail('no data') : parseJson(data);
}

const TERMINATOR = /^\[[A-Z_]+\]$/;

/**
 * The objects of events that a missing blank line glued into one, one per line; null for any other data. A terminator
 * among the lines is left out.
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
    if (!parsed.ok || !isObject(parsed.value)) return null;
    objects.push(parsed.value);
  }
  return lines > 1 && objects.length > 0 ? objects : null;
}

/** Whether a text is a word in brackets: the end of a stream, never JSON. */
export function isTerminatorLike(text: string): boolean {
  return TERMINATOR.test(text);
}

/** Whether the data, or its last line when events were glued, is the terminator. */
export function endsWithTerminator(data: string | null, terminator: string): boolean {
  if (data === null) return false;
  if (data.trim() === terminator) return true;
  return gluedObjects(data) !== null && data.trimEnd().split('\n').at(-1)?.trim() === terminator;
}
