import { pointer } from '../../wire/pointer.js';

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Objects nested deeper are not looked into: no answer nests so deep, and a hostile one may not cost a place for each. */
const DEEPEST = 64;

/** An object or array that is open: the names that it has so far, or the place of the element that comes. */
interface Open {
  readonly names: Set<string> | null;
  step: string;
  at: number;
}

/**
 * The pointer of the first member whose name its object had before; null where all names are unique. The text is one
 * valid JSON document. `JSON.parse` keeps the last of two such members and says nothing.
 */
export function repeatedName(text: string): string | null {
  const open: Open[] = [];
  let inner: Open | undefined;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (inner?.names && depth === open.length && isName(text, end)) {
        inner.step = nameIn(text, at, end);
        if (inner.names.has(inner.step)) return pointer(...open.map(({ step }) => step));
        inner.names.add(inner.step);
      }
      at = end - 1;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (++depth > DEEPEST) continue;
      inner = { names: code === OPEN_OBJECT ? new Set() : null, step: '0', at: 0 };
      open.push(inner);
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      if (depth-- > DEEPEST) continue;
      open.pop();
      inner = open.at(-1);
    } else if (code === COMMA && inner?.names === null && depth === open.length) inner.step = `${++inner.at}`;
  }
  return null;
}

/** The offset behind a string that begins at an offset. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (let code = text.charCodeAt(at); at < text.length && code !== QUOTE; code = text.charCodeAt(at))
    at += code === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** Whether a colon follows: then the string before it is a name. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (text.charCodeAt(at) <= SPACE) at++;
  return text.charCodeAt(at) === COLON;
}

/** The name that a string is, as JSON writes it from `start` to `end`. */
function nameIn(text: string, start: number, end: number): string {
  const name = text.slice(start + 1, end - 1);
  return name.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : name;
}
