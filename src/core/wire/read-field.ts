import { decodeUtf8 } from './decode-utf8.js';
import type { Line } from './scan-lines.js';

const COLON = 58;
const SPACE = 32;
const LONGEST_LINE = 120;
/** No name that SSE knows is longer, so no longer name is decoded. */
const LONGEST_NAME = 64;

/** A line's field name (empty for a comment) and where its value begins: after the colon and one space. */
export interface Field {
  readonly name: string;
  readonly afterColon: number;
  readonly valueAt: number;
}

/** The field that a line of a stream is, by WHATWG HTML §9.2.6. */
export function readField(bytes: Uint8Array, line: Line): Field {
  const look = Math.min(line.end, line.start + LONGEST_NAME);
  let colon = line.start;
  while (colon < look && bytes[colon] !== COLON) colon++;
  const name = ascii(bytes, line.start, colon);
  if (colon === look) return { name, afterColon: line.end, valueAt: line.end };
  const afterColon = colon + 1;
  return {
    name,
    afterColon,
    valueAt: bytes[afterColon] === SPACE && afterColon < line.end ? afterColon + 1 : afterColon,
  };
}

/** A line as text, cut. */
export function showLine(bytes: Uint8Array, line: Line): string {
  const cut = line.end - line.start > LONGEST_LINE;
  const text = decodeUtf8(bytes.subarray(line.start, cut ? line.start + LONGEST_LINE : line.end));
  return cut ? `${text}…` : text;
}

function ascii(bytes: Uint8Array, start: number, end: number): string {
  // The four known names are at most five bytes long: the common case costs no decoder.
  if (end - start > 5) return decodeUtf8(bytes.subarray(start, end));
  let name = '';
  for (let at = start; at < end; at++) name += String.fromCharCode(bytes[at] ?? 0);
  return name;
}
