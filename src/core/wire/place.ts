import type { Place } from '../model/divergence.js';
import { genericPointer } from './pointer.js';
import { escapeUnseen, shorten } from './quote.js';

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

/** A value in the chunk of that number, or in the body if the number is null. */
export function placeOf(chunk: number | null, pointer = ''): Place {
  return chunk === null ? bodyPlace(pointer) : chunkPlace(chunk, pointer);
}

/** A place below another one, by a pointer; the stream itself for what is part of no document. */
export function belowPlace(place: Place, pointer: string): Place {
  return 'pointer' in place ? { ...place, pointer: place.pointer + pointer } : place;
}

/** A place as a key: equal for places that differ only in the chunk or in array positions. */
export function placeKey(place: Place): string {
  if (place.part === 'header') return `header ${place.name}`;
  return 'pointer' in place ? `${partName(place)} ${genericPointer(place.pointer)}` : place.part;
}

/** The part of a place with the name of its event. */
function partName(at: Place): string {
  return at.part === 'chunk' && at.event !== undefined ? `chunk ${at.event}` : at.part;
}

/** A place without the positions that vary from one occurrence to the next: every array position becomes a star. */
export function generalPlace(at: Place): string {
  switch (at.part) {
    case 'status':
    case 'stream':
      return at.part;
    case 'header':
      return `header ${at.name.toLowerCase()}`;
    case 'body':
    case 'chunk':
      return at.pointer === '' ? partName(at) : `${partName(at)} ${at.pointer.replaceAll(/\/\d+(?=\/|$)/gu, '/*')}`;
  }
}

/** The longest name of a place that is shown whole: a server may call its members what it likes. */
const LONGEST_PLACE = 200;

/** A place as a person reads it: `chunk 3 /model`. Safe to show: names in it are a server's. */
export function describePlace(at: Place): string {
  switch (at.part) {
    case 'status':
    case 'stream':
      return at.part;
    case 'header':
      return `header ${show(at.name)}`;
    case 'body':
      return at.pointer === '' ? 'body' : `body ${show(at.pointer)}`;
    case 'chunk': {
      const name = at.event === undefined ? '' : ` ${show(at.event)}`;
      return at.pointer === '' ? `chunk ${at.chunk}${name}` : `chunk ${at.chunk}${name} ${show(at.pointer)}`;
    }
  }
}

function show(name: string): string {
  return escapeUnseen(shorten(name, LONGEST_PLACE));
}
