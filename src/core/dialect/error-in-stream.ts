import type { Json } from '../model/json.js';
import type { Chunk, WireResponse } from '../model/response.js';
import { parseJson } from '../wire/json.js';
import { chunkPlace, streamPlace } from '../wire/place.js';
import type { Reply } from './reply.js';

/**
 * The first error in a stream: a chunk that carries one, an event named error, or an `error:` field; null for none.
 * @param carriesError whether the document of a chunk reports an error, as the dialect writes it
 */
export function errorInStream(
  { events, errorField }: WireResponse,
  chunks: readonly Chunk[],
  carriesError: (value: Json | undefined) => boolean,
): Reply['error'] {
  const chunk = chunks.find(({ value, event }) => carriesError(value) || event.name === 'error');
  if (chunk !== undefined) return { value: chunk.value, place: chunkPlace(chunk.n) };
  const event = events.find(({ name }) => name === 'error');
  if (event !== undefined) return { value: event.data, place: streamPlace };
  if (errorField === null) return null;
  const parsed = parseJson(errorField);
  return { value: parsed.ok ? parsed.value : errorField, place: streamPlace };
}
