import { decodeUtf8 } from './decode-utf8.js';

/** The text between two offsets of a body, in bytes. */
export type Slices = (start: number, end: number) => string;

/**
 * Cuts a body's text by byte offsets.
 * @param text the bytes, decoded leniently: where it is as long as they are, every byte is a character, and nothing needs
 * to be decoded again
 */
export function makeSlices(bytes: Uint8Array, text: string): Slices {
  return text.length === bytes.length
    ? (start, end) => text.slice(start, end)
    : (start, end) => decodeUtf8(bytes.subarray(start, end));
}
