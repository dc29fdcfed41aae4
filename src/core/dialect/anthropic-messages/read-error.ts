import type { Json } from '../../model/json.js';
import type { Chunk, WireResponse } from '../../model/response.js';
import { isObject } from '../../wire/json.js';
import { bodyPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { errorInStream } from '../error-in-stream.js';
import type { Reply } from '../reply.js';

/** The error that a response reports: a body or event of the type `error`, or with an `error` member; null for none. */
export function readError(response: WireResponse, chunks: readonly Chunk[]): Reply['error'] {
  const { body, status } = response;
  if (!body.ok) return errorInStream(response, chunks, carriesError);
  return status >= 400 || carriesError(body.value) ? { value: body.value, place: bodyPlace() } : null;
}

function carriesError(value: Json | undefined): boolean {
  return isObject(value) && (member(value, 'type') === 'error' || Boolean(member(value, 'error')));
}
