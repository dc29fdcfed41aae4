import type { TextField } from '../model/answer.js';
import type { Json } from '../model/json.js';
import { decodeUtf8 } from './decode-utf8.js';
import { endOfString, findMember, findOnlyItem, skipSpace } from './find-member.js';
import { findInvalidUtf8 } from './find-invalid-utf8.js';
import { BACKSLASH, QUOTE } from './json-codes.js';
import { parseJson } from './parse-json.js';
import { DATA_AT } from './plain-event.js';
import { textField } from './text-field.js';

/**
 * What an event looks like, byte for byte, that is like another one but for the text that it brings, and for the padding
 * that OpenAI calls `obfuscation`: with it the next event of a row is known at a glance.
 */
export interface Mould {
  readonly field: TextField;
  /** Where an event that fits and begins at `at` ends; -1 where what begins there is another one, or not whole. */
  fits(bytes: Uint8Array, at: number): number;
  /** Where the text of the event that fitted last stands, as it is written: without its quotes, escapes in it. */
  written(): { readonly start: number; readonly end: number; readonly isPlain: boolean };
}

/**
 * The mould of a plain event (`isPlainEvent`); null where its chunk brings more than text.
 * @param start where it begins, and `end` where it ends, with its blank line
 * @param value its data as JSON
 */
export function makeMould(bytes: Uint8Array, start: number, end: number, value: Json): Mould | null {
  const field = textField(value);
  if (field === null) return null;
  const root = skipSpace(bytes, start + DATA_AT);
  const text = findText(bytes, root, field);
  if (text === null) return null;
  const padding = findMember(bytes, root, 'obfuscation');
  const holes = [text, ...(padding !== null && bytes[padding] === QUOTE ? [padding] : [])].sort((a, b) => a - b);
  const parts = holes.map((hole, n) =>
    bytes.slice(n === 0 ? start : endOfString(bytes, holes[n - 1] ?? 0) - 1, hole + 1),
  );
  const tail = bytes.slice(endOfString(bytes, holes.at(-1) ?? 0) - 1, end);
  return castMould(field, [...parts, tail], holes.indexOf(text));
}

/** @param parts what stands between the holes, the quotes around them included; `textHole` which of the holes is the text */
function castMould(field: TextField, parts: readonly Uint8Array[], textHole: number): Mould {
  const last = { start: 0, end: 0, isPlain: true };

  /** The offset of the quote that closes a hole; -1 where none does, or where what it holds is not to be trusted. */
  const passHole = (bytes: Uint8Array, from: number, isText: boolean): number => {
    let at = from;
    let isEscaped = false;
    let isWide = false;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || byte < 0x20) return -1;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) isEscaped = true;
      else if (byte > 0x7f) isWide = true;
      at += byte === BACKSLASH ? 2 : 1;
    }
    if (!isText) return isEscaped || isWide ? -1 : at;
    if (at === from || ((isEscaped || isWide) && !isWhole(bytes.subarray(from - 1, at + 1)))) return -1;
    last.start = from;
    last.end = at;
    last.isPlain = !isEscaped && !isWide;
    return at;
  };

  return {
    field,
    written: () => last,
    fits(bytes, start) {
      let at = start;
      for (let n = 0; n < parts.length; n++) {
        const part = parts[n];
        if (n > 0) at = passHole(bytes, at, n - 1 === textHole);
        if (part === undefined || at < 0 || !matches(bytes, at, part)) return -1;
        at += part.length;
      }
      return at;
    },
  };
}

function findText(bytes: Uint8Array, root: number, field: TextField): number | null {
  const choices = findMember(bytes, root, 'choices');
  const choice = choices === null ? null : findOnlyItem(bytes, choices);
  const delta = choice === null ? null : findMember(bytes, choice, 'delta');
  const text =
    delta === null ? null : field === 'arguments' ? findArguments(bytes, delta) : findMember(bytes, delta, field);
  return text === null || bytes[text] !== QUOTE ? null : text;
}

function findArguments(bytes: Uint8Array, delta: number): number | null {
  const calls = findMember(bytes, delta, 'tool_calls');
  const call = calls === null ? null : findOnlyItem(bytes, calls);
  const called = call === null ? null : findMember(bytes, call, 'function');
  return called === null ? null : findMember(bytes, called, 'arguments');
}

function matches(bytes: Uint8Array, at: number, part: Uint8Array): boolean {
  for (let n = 0; n < part.length; n++) if (bytes[at + n] !== part[n]) return false;
  return true;
}

/** Whether a string as JSON, in its quotes, is one, in UTF-8, and holds something other than lost characters. */
function isWhole(quoted: Uint8Array): boolean {
  if (findInvalidUtf8(quoted) !== null) return false;
  const parsed = parseJson(decodeUtf8(quoted));
  return 'value' in parsed && typeof parsed.value === 'string' && !parsed.value.includes('\ufffd');
}
