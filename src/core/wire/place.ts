import type { Place } from '../model/divergence.js';
import { genericPointer } from './pointer.js';

/** The status line. */
export const statusPlace: Place = { part: 'status' };

/** The stream as a whole: its framing, its end. */
export const streamPlace: Place = { part: 'stream' };

/** A header, by its name in any case. */
export function headerPlace(name: string): Place {
  return { part: 'header', name: name.toLowerCase() };
}

/** A value in a JSON body; the whole body without a pointer. */
export function bodyPlace(pointer = ''): Place {
  return { part: 'body', pointer };
}

/** A value in a chunk; the whole chunk without a pointer. */
export function chunkPlace(chunk: number, pointer = ''): Place {
  return { part: 'chunk', chunk, pointer };
}

/** A value in the chunk of that number, or in the body where the number is null. */
export function placeOf(chunk: number | null, pointer = ''): Place {
  return chunk === null ? bodyPlace(pointer) : chunkPlace(chunk, pointer);
}

/** A place as a key: equal for places that differ only in the chunk or in array positions. */
export function placeKey(place: Place): string {
  if (place.part === 'header') return `header ${place.name}`;
  return 'pointer' in place ? `${place.part} ${genericPointer(place.pointer)}` : place.part;
}
