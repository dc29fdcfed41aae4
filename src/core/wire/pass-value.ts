import { decodeUtf8 } from './decode-utf8.js';
import { endOfString, skipSpace } from './find-member.js';
import {
  BACKSLASH,
  CLOSE_ARRAY,
  COMMA,
  LARGE_E,
  MINUS,
  NINE,
  OPEN_ARRAY,
  POINT,
  QUOTE,
  SMALL_E,
  SPACE,
  ZERO,
} from './json-codes.js';
import { parseJson } from './parse-json.js';

/** What no text holds that is alike to others: the mark of a lost character, and half of one. */
const DAMAGED = /[\ufffd\p{Cs}]/u;
/** How vocabularies spell a space or a line's end in front of a token; a check looks for them. */
const RAW = /^[ĠĊ▁]/u;
/** So many digits in front of the point are far from what a number can hold. */
const MOST_DIGITS = 9;
const encoder = new TextEncoder();

/** The text that an event brings. */
export interface Said {
  /** Where it stands as it is written, without its quotes. */
  start: number;
  end: number;
  /** What that says; null where it says what is written: plain characters of ASCII. */
  text: string | null;
}

/**
 * Passes a value that may differ between events that are alike: returns the offset behind it; -1 where another value
 * begins there, one that is not whole, or one that a check might have something to say of.
 */
export type Pass = (bytes: Uint8Array, at: number, said: Said) => number;

/** A text that is not empty: what the event says. */
export const passText: Pass = (bytes, at, said) => {
  if (bytes[at] !== QUOTE) return -1;
  const plain = skipPlain(bytes, at + 1);
  const isPlain = bytes[plain] === QUOTE;
  const end = isPlain ? plain + 1 : endOfString(bytes, plain - 1);
  const text = isPlain ? null : readString(bytes, at, end);
  if (end === at + 2 || (!isPlain && text === null)) return -1;
  said.start = at + 1;
  said.end = end - 1;
  said.text = text;
  return end;
};

/** Plain characters, any number of them. */
export const passPadding: Pass = (bytes, at) => {
  const end = bytes[at] === QUOTE ? skipPlain(bytes, at + 1) : at;
  return end > at && bytes[end] === QUOTE ? end + 1 : -1;
};

/** The token that was chosen: the text of the event, written in the same way. */
export const passSameText: Pass = (bytes, at, { start, end }) => {
  if (start === end || bytes[at] !== QUOTE) return -1;
  let next = at + 1;
  for (let n = start; n < end; n++, next++) if (bytes[next] !== bytes[n]) return -1;
  return bytes[next] === QUOTE ? next + 1 : -1;
};

/** The `bytes` of that token: the text in UTF-8. */
export const passBytesOfText: Pass = (bytes, at, { start, end, text }) => {
  if (start === end) return -1;
  return passBytes(bytes, at, text === null ? bytes.subarray(start, end) : encoder.encode(text));
};

/** Another token. */
export const passToken: Pass = (bytes, at) => {
  if (bytes[at] !== QUOTE) return -1;
  const plain = skipPlain(bytes, at + 1);
  if (bytes[plain] === QUOTE) return plain + 1;
  const end = endOfString(bytes, plain - 1);
  const text = readString(bytes, at, end);
  return text === null || RAW.test(text) ? -1 : end;
};

/** The `bytes` of another token, which nobody holds to it: at least one. */
export const passAnyBytes: Pass = (bytes, at) => passBytes(bytes, at, null);

/** A log probability: 0, or a number below. */
export const passLogprob: Pass = (bytes, at) => {
  const isNegative = bytes[at] === MINUS;
  const end = passNumber(bytes, isNegative ? at + 1 : at);
  return isNegative || isZero(bytes, at, end) ? end : -1;
};

/** A number without a sign, that a double can hold. */
function passNumber(bytes: Uint8Array, whole: number): number {
  let end = skipDigits(bytes, whole);
  if (end === whole || end - whole > MOST_DIGITS || (bytes[whole] === ZERO && end > whole + 1)) return -1;
  if (bytes[end] === POINT) {
    const fraction = end + 1;
    end = skipDigits(bytes, fraction);
    if (end === fraction) return -1;
  }
  if (bytes[end] !== SMALL_E && bytes[end] !== LARGE_E) return end;
  const exponent = end + 2;
  end = skipDigits(bytes, exponent);
  return bytes[exponent - 1] === MINUS && end > exponent ? end : -1;
}

function isZero(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] !== ZERO && bytes[at] !== POINT) return false;
  return true;
}

/** A list of bytes, those that are wanted; with null any, but at least one. */
function passBytes(bytes: Uint8Array, list: number, wanted: Uint8Array | null): number {
  if (bytes[list] !== OPEN_ARRAY) return -1;
  let at = list;
  for (let n = 0; ; n++) {
    const first = skipSpace(bytes, at + 1);
    at = skipDigits(bytes, first);
    const value = valueOf(bytes, first, at);
    if (value < 0 || (wanted !== null && value !== wanted[n])) return -1;
    at = skipSpace(bytes, at);
    if (bytes[at] === CLOSE_ARRAY) return wanted === null || n + 1 === wanted.length ? at + 1 : -1;
    if (bytes[at] !== COMMA) return -1;
  }
}

/** The byte that digits stand for; -1 where they stand for none, or are not as JSON writes a number. */
function valueOf(bytes: Uint8Array, start: number, end: number): number {
  if (start === end || end - start > 3 || (bytes[start] === ZERO && end > start + 1)) return -1;
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (bytes[at] ?? 0) - ZERO;
  return value > 0xff ? -1 : value;
}

function skipDigits(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte !== undefined && byte >= ZERO && byte <= NINE; byte = bytes[at]) at++;
  return at;
}

/** The offset of the first byte that is no plain character of a string: its closing quote, where it has no others. */
function skipPlain(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at]; byte !== undefined && byte >= SPACE && byte < 0x80; byte = bytes[at]) {
    if (byte === QUOTE || byte === BACKSLASH) break;
    at++;
  }
  return at;
}

/** What a string says, quotes included; null where it is none, or damaged. */
function readString(bytes: Uint8Array, start: number, end: number): string | null {
  const parsed = parseJson(decodeUtf8(bytes.subarray(start, end)));
  return 'value' in parsed && typeof parsed.value === 'string' && !DAMAGED.test(parsed.value) ? parsed.value : null;
}
