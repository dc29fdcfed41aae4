import { HEX, NO_DIGIT } from './decode-escapes.js';
import { lastAtMost, type View } from './view.js';

/** Fewer digits encode no secret of eight bytes. */
const LEAST_BITS = 64;
/** At the end of bytes that were cut, the beginning of a secret is enough. */
const LEAST_BITS_CUT = 32;

/** The value of each base64 digit of both alphabets, by its code. */
const BASE64 = new Uint8Array(256).fill(NO_DIGIT);
for (const [value, digit] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'].entries())
  BASE64[digit.charCodeAt(0)] = value;
for (const [digit, value] of [
  ['+', 62],
  ['-', 62],
  ['/', 63],
  ['_', 63],
] as const)
  BASE64[digit.charCodeAt(0)] = value;

const LINE_ENDS: ReadonlySet<number> = new Set([0x0a, 0x0d]);
const BLANKS: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x20, 0x09]);
/** Between the pairs of digits of a dump: `73:6b:2d`. */
const HEX_SEPARATORS: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x20, 0x2d, 0x3a]);

/**
 * What the view contains in base64, in lines or not: a view for each of the four digits at which it may begin, because text
 * before it may consist of the same characters.
 * @param skipsWords whether to ignore digits without capitals and figures
 */
export function decodeBase64(view: View, isCut: boolean, skipsWords: boolean): readonly View[] {
  const runs = findRuns(view.bytes, BASE64, leastDigits(6, isCut), (at) => skipLineEnd(view.bytes, at));
  const likely = skipsWords ? runs.filter((run) => !isWord(view.bytes, run)) : runs;
  return decode(view, likely, BASE64, 6, [0, 1, 2, 3]);
}

/** Whether base64 digits have neither capitals nor figures, as the names in JSON. */
export function isWord(bytes: Uint8Array, { from, to }: Pick<Run, 'from' | 'to'>): boolean {
  for (let at = from; at < to; at += 1) {
    const value = BASE64[bytes[at] ?? 0] ?? NO_DIGIT;
    if (value < 26 || (value >= 52 && value < 62)) return false;
  }
  return true;
}

/** What the view contains in hexadecimal digits, with or without separators. */
export function decodeHex(view: View, isCut: boolean): readonly View[] {
  const runs = findRuns(view.bytes, HEX, leastDigits(4, isCut), (at) => {
    let next = at;
    while (next < at + 2 && HEX_SEPARATORS.has(view.bytes[next] ?? 0)) next += 1;
    return next;
  });
  return decode(view, runs, HEX, 4, [0, 1]);
}

function leastDigits(bits: number, isCut: boolean): number {
  return Math.ceil((isCut ? LEAST_BITS_CUT : LEAST_BITS) / bits);
}

/** The offset after a line end and the blanks around it; the same offset when there is no line end. */
function skipLineEnd(bytes: Uint8Array, at: number): number {
  if (!LINE_ENDS.has(bytes[at] ?? 0)) return at;
  let next = at;
  while (BLANKS.has(bytes[next] ?? 0)) next += 1;
  return next;
}

/** Digits that belong together, from an offset to another, with separators between them. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

function decode(
  view: View,
  runs: readonly Run[],
  digits: Uint8Array,
  bits: number,
  starts: readonly number[],
): readonly View[] {
  return runs.length === 0 ? [] : starts.map((start) => decodeRuns(view, runs, digits, bits, start));
}

/** @param start the digit of each run at which the first byte begins */
function decodeRuns(view: View, runs: readonly Run[], digits: Uint8Array, bits: number, start: number): View {
  const { bytes } = view;
  const decoded = new Uint8Array(runs.reduce((sum, { count }) => sum + ((count * bits) >> 3) + 1, 0));
  const begins = new Uint32Array(runs.length);
  let size = 0;
  for (const [n, { from, to }] of runs.entries()) {
    begins[n] = size;
    let held = 0;
    let heldBits = -start * bits;
    for (let at = from; at < to; at += 1) {
      const digit = digits[bytes[at] ?? 0] ?? NO_DIGIT;
      if (digit === NO_DIGIT) continue;
      heldBits += bits;
      if (heldBits <= 0) continue;
      held = ((held << bits) | digit) & 0xffff;
      if (heldBits < 8) continue;
      heldBits -= 8;
      decoded[size++] = (held >> heldBits) & 255;
    }
    // Two runs are not one text.
    size += 1;
  }
  const offsets = new Map<Run, Uint32Array>();
  return {
    bytes: decoded.subarray(0, size),
    locate(at) {
      const n = lastAtMost(begins, at);
      const run = runs[n];
      if (run === undefined) return [0, 0];
      const isDense = run.to - run.from === run.count;
      const known = isDense ? null : (offsets.get(run) ?? digitOffsets(bytes, run, digits));
      if (known !== null) offsets.set(run, known);
      const offsetOf = (digit: number): number =>
        known === null ? Math.min(run.from + digit, run.to - 1) : (known[Math.min(digit, run.count - 1)] ?? 0);
      const nth = at - (begins[n] ?? 0);
      const first = start + Math.floor((nth * 8) / bits);
      const last = start + Math.ceil(((nth + 1) * 8) / bits) - 1;
      return [startWithSeparator(view, offsetOf, first), view.locate(offsetOf(last))[1]];
    },
  };
}

function digitOffsets(bytes: Uint8Array, { from, to, count }: Run, digits: Uint8Array): Uint32Array {
  const offsets = new Uint32Array(count);
  let size = 0;
  for (let at = from; at < to; at += 1) if (digits[bytes[at] ?? 0] !== NO_DIGIT) offsets[size++] = at;
  return offsets;
}

/** The offset of a digit, or of the separator before it, so that what is redacted is one range. */
function startWithSeparator({ locate }: View, offsetOf: (digit: number) => number, digit: number): number {
  let from = offsetOf(digit);
  const after = digit === 0 ? from : offsetOf(digit - 1) + 1;
  while (from > after && locate(from - 1)[1] >= locate(from)[0]) from -= 1;
  return locate(from)[0];
}

/** @param skip the offset after what may separate two digits, from an offset that has no digit */
function findRuns(bytes: Uint8Array, digits: Uint8Array, least: number, skip: (at: number) => number): readonly Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if (digits[bytes[at] ?? 0] === NO_DIGIT) continue;
    const from = at;
    let to = at;
    let count = 0;
    for (;;) {
      while (at < bytes.length && digits[bytes[at] ?? 0] !== NO_DIGIT) at += 1;
      count += at - to;
      to = at;
      if (at >= bytes.length) break;
      const next = skip(at);
      if (next === at || next >= bytes.length || digits[bytes[next] ?? 0] === NO_DIGIT) break;
      at = next;
      to = next;
    }
    if (count >= least) runs.push({ from, to, count });
  }
  return runs;
}
