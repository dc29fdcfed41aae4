import { decodeBase64, decodeHex, isWord } from './decode-digits.js';
import { decodeEscapes } from './decode-escapes.js';
import { joinStrings } from './joined-strings.js';
import { fold, makeMatcher } from './matcher.js';
import type { SecretForm } from './secret-forms.js';
import { type Range, sourceView, type View } from './view.js';

/** The bytes of a source that encode a secret or a part of it: ranges in sequence, one if nothing is between them. */
export interface SecretFound {
  readonly secret: number;
  readonly ranges: readonly Range[];
}

/** Finds secrets in bytes. */
export interface SecretFinder {
  /** @param isCut whether the bytes end where something stopped reading: then the beginning of a secret there is found too */
  find(bytes: Uint8Array, isCut: boolean): readonly SecretFound[];
}

/** The length of the sequences that the automaton looks for; the text around them is compared afterwards. */
const BLOCK = 8;
/** Base64 or hexadecimal digits may be nested once. */
const MOST_NESTED = 2;
/** More equal blocks of one secret are left out: a long key of one repeated character has thousands. */
const MOST_EQUAL = 4;
/** The shortest beginning of a secret that is found at the end of bytes that were cut. */
const SHORTEST_BEGINNING = 4;

/**
 * Finds secrets as they are, with escapes, in base64 and in hexadecimal digits, in two of these at once, and in strings that
 * a reader of JSON or of a stream joins. Takes time in proportion to the size of the bytes.
 */
export function makeSecretFinder(forms: readonly SecretForm[]): SecretFinder {
  const blocks = forms.flatMap((form) => offsetsOf(form).map((offset) => ({ form, offset })));
  const matcher = makeMatcher(
    blocks.map(({ form, offset }) => form.bytes.subarray(offset, offset + Math.min(BLOCK, form.bytes.length))),
  );

  const skipsWords = forms.every(({ bytes }) => !isWordInBase64(bytes));

  const findPlain = (view: View, add: (form: SecretForm, from: number, to: number) => void): void => {
    // One secret may be the beginning of another one, so each is looked for separately.
    const covered = new Map<SecretForm, number>();
    matcher.scan(view.bytes, (block, end) => {
      const found = blocks[block];
      if (found === undefined || end <= (covered.get(found.form) ?? 0)) return;
      const { form, offset } = found;
      const [from, to] = extend(view.bytes, form.bytes, end - Math.min(BLOCK, form.bytes.length), offset);
      if (to - from < form.least || (form.isDelimited && !isDelimited(view.bytes, from, to))) return;
      covered.set(form, to);
      add(form, from, to);
    });
  };

  return {
    find(bytes, isCut) {
      const found: SecretFound[] = [];
      /** @param leastEnd the least offset in the source at which a view ends that is cut */
      const look = (view: View, nested: number, joins: boolean, leastEnd: number): void => {
        const escaped = decodeEscapes(view);
        for (const each of escaped === null ? [view] : [view, escaped]) {
          const add = (form: SecretForm, from: number, to: number): number =>
            found.push({ secret: form.secret, ranges: rangesOf(each, from, to) });
          findPlain(each, add);
          if (isCut) findBeginning(each, leastEnd, forms, add);
        }
        // Any of the joined texts may be the one that would go on.
        if (joins) for (const joined of joinStrings(view)) look(joined, nested, false, 0);
        if (nested === MOST_NESTED) return;
        const text = escaped ?? view;
        for (const decoded of [...decodeBase64(text, isCut, skipsWords), ...decodeHex(text, isCut)])
          look(decoded, nested + 1, false, leastEnd);
      };
      look(sourceView(bytes), 0, true, bytes.length - LONGEST_ESCAPE);
      return found;
    },
  };
}

/**
 * Whether base64 of a secret may have neither capitals nor figures, which is so unlikely that such digits are ignored for
 * other secrets.
 */
function isWordInBase64(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(0, LEAST_COMPARED));
  return [text, text.replaceAll(/[a-z]+/gu, (letters) => letters.toUpperCase())].some((each) =>
    ['', 'x', 'xx'].some((before) => {
      const digits = btoa(before + each).slice(before.length + 1, -4);
      return isWord(
        Uint8Array.from(digits, (digit) => digit.charCodeAt(0)),
        { from: 0, to: digits.length },
      );
    }),
  );
}

/** So many bytes of a secret are encoded to find out. */
const LEAST_COMPARED = 24;

/** What a reader finds in bytes: the bytes, without escapes, and what is in them in base64 or hexadecimal digits. */
export function* decodedViews(bytes: Uint8Array): Generator<View, void, void> {
  const queue = [{ view: sourceView(bytes), nested: 0 }];
  for (const { view, nested } of queue) {
    const escaped = decodeEscapes(view);
    yield view;
    if (escaped !== null) yield escaped;
    if (nested === MOST_NESTED) continue;
    const text = escaped ?? view;
    const inside = [...decodeBase64(text, false, true), ...decodeHex(text, false)];
    queue.push(...inside.map((each) => ({ view: each, nested: nested + 1 })));
  }
}

/** The offsets of the blocks of a form: any sequence of it with `2 * BLOCK - 1` bytes contains one. */
function offsetsOf({ bytes, least }: SecretForm): readonly number[] {
  if (least === bytes.length) return [0];
  // A part has at least `least` bytes: so that every part contains a block, blocks begin at each `least - BLOCK + 1` bytes.
  const step = Math.max(1, least - BLOCK + 1);
  const last = bytes.length - BLOCK;
  const equal = new Map<string, number>();
  return [...Array.from({ length: Math.ceil(last / step) }, (_, n) => n * step), last].filter((offset) => {
    const block = bytes.subarray(offset, offset + BLOCK).join();
    const before = equal.get(block) ?? 0;
    equal.set(block, before + 1);
    return before < MOST_EQUAL;
  });
}

/** Extends an equal block in both directions as long as text and secret are equal. */
function extend(text: Uint8Array, secret: Uint8Array, at: number, offset: number): Range {
  let from = at;
  for (let n = offset; n > 0 && from > 0 && fold(text[from - 1] ?? 0) === secret[n - 1]; n -= 1) from -= 1;
  let to = at;
  for (let n = offset; n < secret.length && to < text.length && fold(text[to] ?? 0) === secret[n]; n += 1) to += 1;
  return [from, to];
}

function isDelimited(text: Uint8Array, from: number, to: number): boolean {
  return !isAlphanumeric(text[from - 1] ?? 0) && !isAlphanumeric(text[to] ?? 0);
}

function isAlphanumeric(byte: number): boolean {
  const folded = fold(byte);
  return (folded >= 0x61 && folded <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}

/** The beginning of a secret at the end of a view that ends at `leastEnd` or later; longer beginnings contain a block. */
function findBeginning(
  view: View,
  leastEnd: number,
  forms: readonly SecretForm[],
  add: (form: SecretForm, from: number, to: number) => void,
): void {
  const text = withoutCutEscape(view.bytes);
  if (text.length === 0 || view.locate(text.length - 1)[1] < leastEnd) return;
  for (const form of forms) {
    for (let length = Math.min(form.bytes.length - 1, text.length); length >= SHORTEST_BEGINNING; length -= 1) {
      if (!endsWith(text, form.bytes.subarray(0, length))) continue;
      add(form, text.length - length, text.length);
      break;
    }
  }
}

/** An escape that a limit cuts is not longer than this, in bytes. */
const LONGEST_ESCAPE = 64;

/** The bytes without an escape that the end cuts, and without the separator after a run of digits. */
function withoutCutEscape(bytes: Uint8Array): Uint8Array {
  const end = bytes.at(-1) === 0 ? bytes.length - 1 : bytes.length;
  const tail = String.fromCharCode(...bytes.subarray(Math.max(0, end - LONGEST_ESCAPE), end));
  const cut =
    /(?:%(?:u[0-9a-f]{0,3}|[0-9a-f]?)|\\+(?:u(?:[0-9a-f]{0,7}|\{[0-9a-f]{0,6})|x[0-9a-f]?|[0-3][0-7]?)?|&#?[0-9a-z]{0,62}|~)$/iu.exec(
      tail,
    )?.[0].length ?? 0;
  return bytes.subarray(0, end - cut);
}

function endsWith(text: Uint8Array, ending: Uint8Array): boolean {
  const first = text.length - ending.length;
  // The first and the last byte are compared first: most ends differ in one of them.
  if (fold(text[first] ?? 0) !== ending[0]) return false;
  for (let n = ending.length - 1; n > 0; n -= 1) if (fold(text[first + n] ?? 0) !== ending[n]) return false;
  return true;
}

/** The ranges of the source for a range of a view, joined if nothing is between them. */
function rangesOf({ locate }: View, first: number, end: number): readonly Range[] {
  const ranges: [number, number][] = [];
  for (let at = first; at < end; at += 1) {
    const [from, to] = locate(at);
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1] && from >= last[0]) last[1] = Math.max(last[1], to);
    else ranges.push([from, to]);
  }
  return ranges;
}
