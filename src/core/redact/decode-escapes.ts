import type { View } from './view.js';

const PERCENT = 0x25;
const AMPERSAND = 0x26;
const BACKSLASH = 0x5c;
const TILDE = 0x7e;
/** Of ASCII letters. */
const LOWER_CASE = 0x20;

/** How deep escapes of escapes are decoded. */
const MOST_PASSES = 5;

/** A run of backslashes before an escape: JSON in JSON doubles it each time. */
const MOST_BACKSLASHES = 32;

/** The longest character reference that is decoded, without zeros before a number: `&DiacriticalGrave;`. */
const LONGEST_REFERENCE = 24;

/**
 * The view without the escapes of JSON, URLs, HTML and programs (`\u0041`, `\u{41}`, `\U00000041`, `%41`, `%u0041`, `&#65;`,
 * `\x41`, `\101`, `\/`), nor those of a JSON Pointer (`~1`), also when they are nested. Null when there are none. Takes time in proportion to the size.
 */
export function decodeEscapes(view: View): View | null {
  let decoded: View | null = null;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const next = decodeOnce(decoded ?? view);
    if (next === null) break;
    decoded = next;
  }
  return decoded;
}

function decodeOnce(view: View): View | null {
  const { bytes } = view;
  if (!hasEscape(bytes)) return null;
  const decoded = new Uint8Array(bytes.length);
  // The offset of each byte in the view, and after the last byte.
  const from = new Uint32Array(bytes.length + 1);
  let size = 0;
  for (let at = 0; at < bytes.length;) {
    const escape = readEscape(bytes, at);
    if (escape === null) {
      from[size] = at;
      decoded[size++] = bytes[at++] ?? 0;
      continue;
    }
    for (const byte of encodeUtf8(escape.code)) {
      from[size] = at;
      decoded[size++] = byte;
    }
    at += escape.length;
  }
  from[size] = bytes.length;
  return {
    bytes: decoded.subarray(0, size),
    locate(at) {
      // The bytes of one character share its escape.
      let next = at + 1;
      while (next < size && from[next] === from[at]) next += 1;
      return [view.locate(from[at] ?? 0)[0], view.locate((from[next] ?? 0) - 1)[1]];
    },
  };
}

function hasEscape(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (
      (byte === PERCENT || byte === BACKSLASH || byte === AMPERSAND || byte === TILDE) &&
      readEscape(bytes, at) !== null
    )
      return true;
  }
  return false;
}

interface Escape {
  /** The code point, or the byte below 256 of a percent escape. */
  readonly code: readonly [value: number, isByte: boolean];
  readonly length: number;
}

function readEscape(bytes: Uint8Array, at: number): Escape | null {
  switch (bytes[at]) {
    case PERCENT:
      return readPercent(bytes, at);
    case BACKSLASH:
      return readBackslashes(bytes, at);
    case AMPERSAND:
      return readReference(bytes, at);
    case TILDE:
      return readPointerEscape(bytes, at);
    case undefined:
    default:
      return null;
  }
}

/** `~1` for a slash, `~0` for a tilde: the place of a member whose name is a secret. */
function readPointerEscape(bytes: Uint8Array, at: number): Escape | null {
  const digit = bytes[at + 1];
  if (digit !== 0x30 && digit !== 0x31) return null;
  return { code: [digit === 0x31 ? 0x2f : TILDE, true], length: 2 };
}

/** `%41`, or `%u0041` as the function `escape` of browsers writes it. */
function readPercent(bytes: Uint8Array, at: number): Escape | null {
  const value = hexValue(bytes, at + 1, 2);
  if (value !== null) return { code: [value, true], length: 3 };
  const wide = ((bytes[at + 1] ?? 0) | LOWER_CASE) === SMALL_U ? hexValue(bytes, at + 2, 4) : null;
  return wide === null ? null : { code: [wide, false], length: 6 };
}

const [SMALL_U, SMALL_X, HASH, ZERO] = [0x75, 0x78, 0x23, 0x30];

const CONTROLS: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
]);

/** Some backslashes and what they escape. A run of several before nothing that can be escaped becomes one. */
function readBackslashes(bytes: Uint8Array, at: number): Escape | null {
  let end = at + 1;
  while (end - at < MOST_BACKSLASHES && bytes[end] === BACKSLASH) end += 1;
  const escaped = (bytes[end] ?? 0) | LOWER_CASE;
  const count = end - at;
  if (escaped === SMALL_U) {
    const unicode = readUnicode(bytes, end);
    if (unicode !== null) return { ...unicode, length: count + unicode.length };
  }
  const octal = /^[0-3][0-7]{2}$/u.exec(String.fromCharCode(...bytes.subarray(end, end + 3)));
  if (octal !== null) return { code: [Number.parseInt(octal[0], 8), true], length: count + 3 };
  if (escaped === SMALL_X) {
    const value = hexValue(bytes, end + 1, 2);
    if (value !== null) return { code: [value, true], length: count + 3 };
  }
  const control = CONTROLS.get(escaped);
  if (control !== undefined) return { code: [control, true], length: count + 1 };
  // Punctuation: `\/` in JSON, `\(` in headers and regular expressions, `\_` in Markdown.
  if (isPunctuation(bytes[end])) return { code: [bytes[end] ?? 0, true], length: count + 1 };
  return count > 1 ? { code: [BACKSLASH, true], length: count } : null;
}

/** Whether a byte is printable ASCII and neither a letter nor a digit, a blank or a backslash. */
function isPunctuation(byte = 0): boolean {
  return /^[!-/:-@[\]^_`{-~]$/u.test(String.fromCharCode(byte));
}

/** `u0041`, `u{41}` or `U00000041` after a backslash. */
function readUnicode(bytes: Uint8Array, at: number): Escape | null {
  const text = String.fromCharCode(...bytes.subarray(at, at + LONGEST_UNICODE));
  const eight = /^U(000[0-9a-f]{5})/iu.exec(text)?.[1];
  const [, four, braced] = /^u(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/iu.exec(text) ?? [];
  const isLong = bytes[at] !== SMALL_U && text.startsWith('000', 1);
  const digits = isLong ? eight : (four ?? braced);
  if (digits === undefined) return null;
  const value = Number.parseInt(digits, 16);
  const length = digits.length + (digits === braced ? 3 : 1);
  return value > LAST_CODE_POINT ? null : { code: [value, false], length };
}

const LONGEST_UNICODE = 9;
const LAST_CODE_POINT = 0x10ffff;

/** The names of HTML, in lower case, for the characters of ASCII that are neither letters nor digits. */
const NAMES =
  'excl ! quot " num # dollar $ percnt % amp & apos \' lpar ( rpar ) ast * midast * plus + comma , period . sol / colon : ' +
  'semi ; lt < equals = gt > quest ? commat @ lsqb [ lbrack [ bsol \\ rsqb ] rbrack ] hat ^ lowbar _ underbar _ grave ` ' +
  'diacriticalgrave ` lcub { lbrace { verbar | vert | verticalline | rcub } rbrace }';

const NAMED: ReadonlyMap<string, number> = new Map(
  [...NAMES.matchAll(/(\S+) (\S)/gu)].map(([, name = '', character = '']) => [name, character.charCodeAt(0)]),
);

/** Without a semicolon, browsers read numbers and four names. */
const REFERENCE = /^(?:#x([0-9a-f]+);?|#([0-9]+);?|(quot|amp|lt|gt|[a-z]+(?=;));?)/iu;

function readReference(bytes: Uint8Array, at: number): Escape | null {
  const digits = at + (bytes[at + 1] !== HASH ? 1 : ((bytes[at + 2] ?? 0) | LOWER_CASE) === SMALL_X ? 3 : 2);
  // A number may begin with any number of zeros.
  let from = digits;
  while (bytes[from] === ZERO && bytes[from + 1] === ZERO) from += 1;
  const text = String.fromCharCode(
    ...bytes.subarray(at + 1, digits),
    ...bytes.subarray(from, from + LONGEST_REFERENCE),
  );
  const [all = '', hex, decimal, name = ''] = REFERENCE.exec(text) ?? [];
  const length = 1 + all.length + from - digits;
  // The end of bytes that were cut may be in a number.
  if (!all.endsWith(';') && at + length >= bytes.length) return null;
  const code =
    hex === undefined
      ? decimal === undefined
        ? NAMED.get(name.toLowerCase())
        : Number(decimal)
      : Number.parseInt(hex, 16);
  return code === undefined || code > LAST_CODE_POINT ? null : { code: [code, false], length };
}

function hexValue(bytes: Uint8Array, at: number, digits: number): number | null {
  let value = 0;
  for (let n = 0; n < digits; n += 1) {
    const digit = HEX[bytes[at + n] ?? 0] ?? NO_DIGIT;
    if (digit === NO_DIGIT) return null;
    value = value * 16 + digit;
  }
  return value;
}

export const NO_DIGIT = 255;

/** The value of each hexadecimal digit, by its code. */
export const HEX: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? NO_DIGIT : value;
});

function encodeUtf8([code, isByte]: Escape['code']): readonly number[] {
  if (isByte || code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)];
  if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
}
