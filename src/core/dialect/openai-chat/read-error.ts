import type { Answer, Chunk } from '../../model/answer.js';
import type { Json } from '../../model/json.js';
import { isObject } from '../../wire/narrow.js';
import { parseJson } from '../../wire/parse-json.js';
import { member } from '../../wire/pointer.js';

/**
 * The error in a JSON body: one that has an `error` member or says `"object": "error"`, also as the first of an array;
 * under a status of 400 or more any JSON body is one, however flat.
 */
export function errorInBody(value: Json, status: number): Answer['error'] {
  const subject = Array.isArray(value) ? (value as readonly Json[])[0] : value;
  return status >= 400 || carriesError(subject) ? { value, chunk: null } : null;
}

/** The first error in a stream: a chunk with an `error` member, an event named error, an `error:` field. */
export function errorInStream(
  events: Answer['events'],
  chunks: readonly Chunk[],
  errorField: string | null,
): Answer['error'] {
  const chunk = chunks.find(({ value, event }) => carriesError(value) || event.name === 'error');
  if (chunk) return { value: chunk.value, chunk: chunk.n };
  const event = events.find(({ name }) => name === 'error');
  if (event) return { value: event.data, chunk: null };
  if (errorField === null) return null;
  const parsed = parseJson(errorField);
  return { value: 'value' in parsed ? parsed.value : errorField, chunk: null };
}

/** Whether a document tells of an error. `"error": null`, false and "" stand for none. */
export function carriesError(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  return Boolean(member(value, 'error')) || member(value, 'object') === 'error';
}
