import type { Answer } from '../../dialect/answer.js';
import type { Json } from '../../model/json.js';
import { isObject } from '../../wire/json.js';
import { placeOf } from '../../wire/place.js';
import { pointerSteps, valueAt, pointer } from '../../wire/pointer.js';
import { gluedObjects } from '../../wire/event-data.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

/** A JSON document as it was on the wire. */
interface Written {
  readonly text: string;
  readonly value: Json;
  readonly chunk: number | null;
}

/** No object of a JSON document has two members with one name. */
export const uniqueNames = defineCheck({
  id: 'unique-names',
  title: 'The names in an object are unique',
  stage: 'form',
  scope: 'answer',
  kinds: ['repeated'],
  consequenceOf: ['json-document', 'sse-data-json', 'sse-framing'],
  explain: {
    what: 'In a JSON document, a body or the data of an event, no object has two members with the same name. Some parsers keep the first, some the last, and strict ones reject the document. The first such member is reported.',
    causes:
      'A gateway that adds its own member to an object that already has it; an engine that writes one value under two settings.',
    falseAlarm:
      'Parsers that keep one of two equal members do not notice. The values of the two members are not compared.',
    seen: ['tinyhumansai/openhuman#4204'],
  },
  applies: ({ answer }) => answer.exchange.raw && (hasValue(answer) || answer.reply.chunks.length > 0),
  *judge(input) {
    const repeated = written(input).filter(({ text, value }) => repeatedName(text, value) !== null);
    const [first] = repeated;
    if (first === undefined) return;
    const { chunk, text, value } = first;
    const at = repeatedName(text, value) ?? '';
    yield {
      code: 'name-repeated',
      args: { name: pointerSteps(at).at(-1) ?? '', value: valueAt(JSON.parse(text), at) },
      at: placeOf(chunk, at),
      occurrences: repeated.length,
    };
  },
});

const hasValue = ({ form, body }: Answer): boolean => form === 'json' && body.ok;

/** The documents of an answer: the body, or the data of the events that became one chunk each. */
function written({ answer }: CheckInput): readonly Written[] {
  if (answer.form === 'json' && answer.body.ok)
    return [{ text: answer.text.replace(/^\ufeff/, ''), value: answer.body.value, chunk: null }];
  const documents: Written[] = [];
  for (const { n, event, value } of answer.reply.chunks)
    if (event.data !== null && gluedObjects(event.data) === null) documents.push({ text: event.data, value, chunk: n });
  return documents;
}

/**
 * Whether a document certainly has no name twice: it has as many members as it has quotation marks before colons. Text in
 * strings can only add such quotation marks, and then `findRepeatedName` decides.
 */
function hasUniqueNames(text: string, value: Json): boolean {
  if (text.length > LONGEST_COUNTED || /"\s+:/.test(text)) return false;
  let names = 0;
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) names++;
  return names === membersIn(value);
}

/** No value of so short a text is too deep for a recursion. In characters. */
const LONGEST_COUNTED = 4096;

function membersIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let members = 0;
  if (!isObject(value)) for (const item of value) members += membersIn(item);
  else for (const name in value) members += 1 + membersIn(value[name] ?? null);
  return members;
}

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
 * The pointer of the first member whose name its object had before; null if all names are unique. `JSON.parse` keeps the
 * last of two such members without an error.
 * @param text one valid JSON document
 * @param value what `JSON.parse` makes of it
 */
export function repeatedName(text: string, value: Json): string | null {
  return hasUniqueNames(text, value) ? null : findRepeatedName(text);
}

function findRepeatedName(text: string): string | null {
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
