import { pointer } from '../../wire/pointer.js';

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
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    const inner = open.at(-1);
    if (character === '"') {
      const end = endOfString(text, at);
      if (inner?.names && depth === open.length && isName(text, end)) {
        inner.step = JSON.parse(text.slice(at, end)) as string;
        if (inner.names.has(inner.step)) return pointer(...open.map(({ step }) => step));
        inner.names.add(inner.step);
      }
      at = end - 1;
    } else if (character === '{' || character === '[') {
      if (++depth <= DEEPEST) open.push({ names: character === '{' ? new Set() : null, step: '0', at: 0 });
    } else if (character === '}' || character === ']') {
      if (depth-- <= DEEPEST) open.pop();
    } else if (character === ',' && inner?.names === null && depth === open.length) inner.step = `${++inner.at}`;
  }
  return null;
}

/** The offset behind a string that begins at an offset. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Whether a colon follows: then the string before it is a name. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === ':';
}
