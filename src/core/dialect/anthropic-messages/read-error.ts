import type { Json } from '../../model/json.js';
import type { Chunk, WireResponse } from '../../model/response.js';
import { isObject, parseJson } from '../../wire/json.js';
import { bodyPlace, chunkPlace, streamPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { Reply } from '../reply.js';

/** The error that a response reports: a body or event of the type `error`, or with an `error` member; null for none. */
export function readError(response: WireResponse, chunks: readonly Chunk[]): Reply['error'] {
  const { body, status, events, errorField } = response;
  if ('value' in body) {
    return status >= 400 || carriesError(body.value) ? { value: body.value, place: bodyPlace() } : null;
  }
  const chunk = chunks.find(({ value, event }) => event.name === 'error' || carriesError(value));
  if (chunk !== undefined) return { value: chunk.value, place: chunkPlace(chunk.n) };
  const event = events.find(({ name }) => name === 'error');
  if (event !== undefined) return { value: event.data, place: streamPlace };
  if (errorField === null) return null;
  const parsed = parseJson(errorField);
  return { value: 'value' in parsed ? parsed.value : errorField, place: streamPlace };
}

function carriesError(value: Json | undefined): boolean {
  return isObject(value) && (member(value, 'type') === 'error' || Boolean(member(value, 'error')));
}
