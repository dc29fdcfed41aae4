import { BACKSLASH, CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from './json-codes.js';

/**
 * Where in the bytes of a JSON text the value of a member begins, given where its object does. Null where the object has
 * no such member, or several, or writes a name with an escape: then it can't be told which one counts.
 */
export function findMember(bytes: Uint8Array, object: number, name: string): number | null {
  if (bytes[object] !== OPEN_OBJECT) return null;
  let found: number | null = null;
  let at = skipSpace(bytes, object + 1);
  while (bytes[at] === QUOTE) {
    const end = endOfString(bytes, at);
    const spelled = bytes.subarray(at + 1, end - 1);
    if (spelled.includes(BACKSLASH)) return null;
    const value = skipSpace(bytes, skipSpace(bytes, end) + 1);
    if (bytes[skipSpace(bytes, end)] !== COLON) return null;
    if (isAscii(spelled, name)) {
      if (found !== null) return null;
      found = value;
    }
    at = skipSpace(bytes, endOfValue(bytes, value));
    if (bytes[at] !== COMMA) break;
    at = skipSpace(bytes, at + 1);
  }
  return found;
}

/** Where the items of an array begin, in well-formed JSON; none where it is no array. */
export function findItems(bytes: Uint8Array, array: number): readonly number[] {
  const items: number[] = [];
  let at = bytes[array] === OPEN_ARRAY ? skipSpace(bytes, array + 1) : bytes.length;
  while (at < bytes.length && bytes[at] !== CLOSE_ARRAY) {
    items.push(at);
    at = skipSpace(bytes, endOfValue(bytes, at));
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
  }
  return items;
}

/** The offset behind a string, given where its opening quote stands. */
export function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** The offset of the first byte from `at` on that is no white space of JSON. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return at;
}

/** The offset behind a value of well-formed JSON; some offset at all where it is not. */
function endOfValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return endOfString(bytes, start);
  let at = start;
  let depth = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfString(bytes, at);
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (depth === 0) return at;
      depth--;
      if (depth === 0) return at + 1;
    } else if (byte === COMMA && depth === 0) return at;
    at++;
  }
  return at;
}

function isAscii(bytes: Uint8Array, text: string): boolean {
  return bytes.length === text.length && bytes.every((byte, n) => byte === text.charCodeAt(n));
}
