import { joinRanges, type Range, type View } from './view.js';

/** The most groups of strings; the strings of further groups are not joined. */
const MOST_GROUPS = 20_000;

const [QUOTE, BACKSLASH, COMMA, COLON, NEWLINE] = [0x22, 0x5c, 0x2c, 0x3a, 0x0a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [0x7b, 0x7d, 0x5b, 0x5d];
const DATA = [0x64, 0x61, 0x74, 0x61, 0x3a];

/** An object or array that is open. */
interface Level {
  readonly isObject: boolean;
  /** A hash of the names on the way to it, and of its `index`. */
  path: number;
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
  scan(view.bytes, add);
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

function scan(bytes: Uint8Array, add: (path: number, range: Range) => void): void {
  let levels: Level[] = [];
  let isKey = false;
  let awaitsIndex = false;
  let isContinued = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const level = levels.at(-1);
    if (byte === NEWLINE && isBlankLine(bytes, at)) isContinued = false;
    if ((at === 0 || bytes[at - 1] === NEWLINE) && DATA.every((code, n) => bytes[at + n] === code)) {
      // Each event is a separate text; the lines of one event are one text.
      if (!isContinued) levels = [];
      isContinued = true;
      at += DATA.length - 1;
      const end = lineEnd(bytes, at);
      const first = bytes[at + 1] === 0x20 ? at + 2 : at + 1;
      if (levels.length === 0 && bytes[first] !== OPEN_OBJECT && bytes[first] !== OPEN_ARRAY && end > first) {
        add(DATA_PATH, [first, end]);
        at = end - 1;
      }
    } else if (byte === QUOTE) {
      const end = stringEnd(bytes, at + 1);
      if (level?.isObject === true && isKey) level.key = hashOf(bytes, at + 1, end);
      else if (level !== undefined && end > at + 1) add(pathOf(level), [at + 1, end]);
      at = end;
    } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      isKey = byte === OPEN_OBJECT;
      levels.push({ isObject: isKey, path: level === undefined ? 0 : pathOf(level), key: 0 });
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
      level.path = mix(level.path, hashOf(bytes, at, end));
      awaitsIndex = false;
      at = end - 1;
    }
  }
}

function pathOf({ path, key, isObject }: Level): number {
  return isObject ? mix(path, key) : path;
}

/** Whether a line feed ends a blank line, which ends an event. */
function isBlankLine(bytes: Uint8Array, at: number): boolean {
  return bytes[at - 1] === NEWLINE || (bytes[at - 1] === 0x0d && bytes[at - 2] === NEWLINE);
}

/** The offset of the quotation mark that ends a string, or of the line end or end of the bytes that cuts it. */
function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE && bytes[at] !== NEWLINE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, bytes.length);
}

function numberEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39) at += 1;
  return at;
}

function lineEnd(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(NEWLINE, from);
  const end = at < 0 ? bytes.length : at;
  return bytes[end - 1] === 0x0d ? end - 1 : end;
}

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
