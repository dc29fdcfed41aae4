import type { SseEvent } from '../model/response.js';
import { parseJson } from './parse-json.js';

const known = new WeakMap<SseEvent, ReturnType<typeof parseJson>>();

/** The data of an event as one JSON document, or why it is none: parsed once. */
export function readData(event: SseEvent): ReturnType<typeof parseJson> {
  const before = known.get(event);
  if (before !== undefined) return before;
  const parsed = event.data === null ? { error: 'no data' } : parseJson(event.data);
  known.set(event, parsed);
  return parsed;
}
