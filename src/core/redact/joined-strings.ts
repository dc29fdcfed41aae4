import { joinRanges, type Range, type View } from './view.js';

/** The most groups of strings; the strings of further groups are not joined. */
const MOST_GROUPS = 20_000;

const [QUOTE, BACKSLASH, COMMA, COLON, NEWLINE, RETURN] = [0x22, 0x5c, 0x2c, 0x3a, 0x0a, 0x0d];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];
const DATA = [0x64, 0x61, 0x74, 0x61, 0x3a];
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** An object or array that is open. */
interface Level {
  readonly isObject: boolean;
  /** Its number among all objects and arrays. */
  readonly order: number;
  /** A hash of the names on the way to it, and of its `index`. */
  readonly path: number;
  /** A hash of the name of the member that is read. */
  key: number;
}

/**
 * The strings of all JSON texts in a view that have the same path, joined: a reader of a stream joins them as well. An
 * array has the path of its items; the member `index` of an object is a part of the path. A view for each path with at
 * least two strings. Also joins the lines of events that are not JSON.
 */
export function joinStrings(view: View): readonly View[] {
  const groups = new Map<number, Range[]>();
  const add = (path: number, range: Range): void => {
    const group = groups.get(path);
    if (group !== undefined) group.push(range);
    else if (groups.size < MOST_GROUPS) groups.set(path, [range]);
  };
  // The member `index` may come after the text that it belongs to.
  const indexes = new Map<number, number>();
  scan(view.bytes, indexes, () => {});
  scan(view.bytes, indexes, add);
  return [...groups.values()].filter((ranges) => isSplit(view, ranges)).map((ranges) => joinRanges(view, ranges));
}

/** Whether strings may be the parts of one text: they are not all the same, as an id is. */
function isSplit({ bytes }: View, ranges: readonly Range[]): boolean {
  const [[from, to] = [0, 0]] = ranges;
  return ranges.some((range) => {
    if (range[1] - range[0] !== to - from) return true;
    for (let n = 0; n < to - from; n += 1) if (bytes[range[0] + n] !== bytes[from + n]) return true;
    return false;
  });
}

/** @param indexes a hash of the `index` of each object that has one, by its order; filled while scanning */
function scan(bytes: Uint8Array, indexes: Map<number, number>, add: (path: number, range: Range) => void): void {
  let levels: Level[] = [];
  let order = 0;
  let isKey = false;
  let awaitsIndex = false;
  let isContinued = false;
  const start = BYTE_ORDER_MARK.every((code, n) => bytes[n] === code) ? BYTE_ORDER_MARK.length : 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const level = levels.at(-1);
    if (isLineEnd(byte) && isBlankLine(bytes, at)) isContinued = false;
    if ((at === start || isLineEnd(bytes[at - 1])) && DATA.every((code, n) => bytes[at + n] === code)) {
      // Each event is a separate text; the lines of one event are one text.
      if (!isContinued) levels = [];
      isContinued = true;
      at += DATA.length - 1;
      const first = bytes[at + 1] === 0x20 ? at + 2 : at + 1;
      if (levels.length === 0 && bytes[first] !== OPEN_OBJECT && bytes[first] !== OPEN_ARRAY) {
        const end = lineEnd(bytes, first);
        if (end > first) add(DATA_PATH, [first, end]);
        at = Math.max(at, end - 1);
      }
    } else if (byte === QUOTE) {
      const end = stringEnd(bytes, at + 1);
      if (level?.isObject === true && isKey) level.key = hashOfName(bytes, at + 1, end);
      else if (level !== undefined && end > at + 1) add(pathOf(level), [at + 1, end]);
      at = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      isKey = byte === OPEN_OBJECT;
      const path = level === undefined ? 0 : pathOf(level);
      levels.push({ isObject: isKey, order, path: mix(path, indexes.get(order) ?? 0), key: 0 });
      order += 1;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      levels.pop();
      isKey = false;
    } else if (byte === COMMA) {
      isKey = level?.isObject === true;
      awaitsIndex = false;
    } else if (byte === COLON) {
      isKey = false;
      awaitsIndex = level?.key === INDEX;
    } else if (awaitsIndex && level !== undefined && byte >= 0x30 && byte <= 0x39) {
      const end = numberEnd(bytes, at);
      indexes.set(level.order, hashOf(bytes, at, end));
      awaitsIndex = false;
      at = end - 1;
    }
  }
}

function pathOf({ path, key, isObject }: Level): number {
  return isObject ? mix(path, key) : path;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === NEWLINE || byte === RETURN;
}

/** Whether a line end is that of a blank line, which ends an event. */
function isBlankLine(bytes: Uint8Array, at: number): boolean {
  const isPair = bytes[at] === NEWLINE && bytes[at - 1] === RETURN;
  return isLineEnd(bytes[isPair ? at - 2 : at - 1]);
}

/** The offset of the quotation mark that ends a string, or of the line end or end of the bytes that cuts it. */
function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE && !isLineEnd(bytes[at])) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, bytes.length);
}

function numberEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39) at += 1;
  return at;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isLineEnd(bytes[at])) at += 1;
  return at;
}

/** A hash of a member name; `\u0061` in it counts as `a`. */
function hashOfName(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at += 1) {
    const isEscape = bytes[at] === BACKSLASH && bytes[at + 1] === SMALL_U && at + ESCAPE < to;
    const digits = isEscape ? String.fromCharCode(...bytes.subarray(at + 2, at + ESCAPE + 1)) : '';
    hash = mix(hash, isEscape ? Number.parseInt(digits, 16) : (bytes[at] ?? 0));
    if (isEscape) at += ESCAPE;
  }
  return hash;
}

const SMALL_U = 0x75;
/** The length of such an escape after its backslash. */
const ESCAPE = 5;

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let at = from; at < to; at += 1) hash = mix(hash, bytes[at] ?? 0);
  return hash;
}

function mix(hash: number, next: number): number {
  return (Math.imul(hash, 0x01000193) ^ next) | 0;
}

const INDEX = hashOf(new TextEncoder().encode('index'), 0, 5);
/** The lines of events that are not JSON. */
const DATA_PATH = -1;
