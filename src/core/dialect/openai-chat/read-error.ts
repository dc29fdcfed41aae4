import type { Json } from '../../model/json.js';
import type { Chunk, WireResponse } from '../../model/response.js';
import { isObject } from '../../wire/json.js';
import { bodyPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { errorInStream } from '../error-in-stream.js';
import type { Reply } from '../reply.js';

/** The error that a response reports; null when it reports none. */
export function readError(response: WireResponse, chunks: readonly Chunk[]): Reply['error'] {
  const { body } = response;
  return body.ok ? errorInBody(body.value, response.status) : errorInStream(response, chunks, carriesError);
}

/**
 * A body with an `error` member or `"object": "error"`, also as the first of an array; under a status of 400 or more
 * any JSON body, however flat.
 */
function errorInBody(value: Json, status: number): Reply['error'] {
  const subject = Array.isArray(value) ? (value as readonly Json[])[0] : value;
  return status >= 400 || carriesError(subject) ? { value, place: bodyPlace() } : null;
}

/** Whether a document reports an error, in a chunk also as `x_groq.error`. `"error": null`, false and "" report none. */
function carriesError(value: Json | undefined): boolean {
  if (!isObject(value)) return false;
  if (Boolean(member(value, 'error')) || member(value, 'object') === 'error') return true;
  return Boolean(member(member(value, 'x_groq'), 'error'));
}
