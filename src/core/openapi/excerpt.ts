import { asArray, asObject } from '../wire/json.js';
import { valueAt } from '../wire/pointer.js';
import { memberAt, type Located, type OpenApiDocument } from './document.js';

/** Words of a document, and the line where they begin; null for a document without usable lines. */
export interface Excerpt {
  readonly quote: string;
  readonly line: number | null;
}

/** A longer value is quoted in part. */
const MOST_LINES = 12;

/** Lines of a description that are quoted. */
const DESCRIPTION_LINES = 4;

/** A document with longer lines is written by a machine on one line: its lines are of no use to a reader. */
const LONGEST_LINE = 1000;

/** The quotation of a value that has no lines, in characters. */
const LONGEST_TEXT = 400;

/** The keywords that say what a value is. */
const DEFINING = [
  'type',
  '$ref',
  'nullable',
  'const',
  'enum',
  'minimum',
  'maximum',
  'default',
  'items',
  'anyOf',
  'oneOf',
];

/** Quotes a member of a schema: that it is required, if it is, and what it is. */
export function quoteMember(
  document: OpenApiDocument,
  member: Located & { readonly name: string; readonly parent: Located },
): Excerpt {
  const required = asArray(asObject(member.parent.value)?.['required']);
  const position = required.indexOf(member.name);
  const lines = new Set<number>();
  const place = `${member.parent.pointer}/required`;
  if (position >= 0 && valueAt(document.value, place) !== undefined) {
    lines.add(document.linesOf(place).first);
    lines.add(document.linesOf(`${place}/${position}`).first);
  }
  for (const line of definingLines(document, member)) lines.add(line);
  return quoteLines(document, lines, member);
}

/** Quotes a value: all its lines, or those that say what it is. */
export function quoteValue(document: OpenApiDocument, at: Located): Excerpt {
  return quoteLines(document, new Set(definingLines(document, at)), at);
}

/** Quotes the keys on the way to a value, and the first lines of some members of it. */
export function quotePath(document: OpenApiDocument, pointers: readonly string[]): Excerpt {
  const lines = new Set(
    pointers.flatMap((at) => {
      const { first, last } = document.linesOf(at);
      const value = valueAt(document.value, at);
      return typeof value === 'object' ? [first] : range(first, Math.min(last, first + DESCRIPTION_LINES - 1));
    }),
  );
  const [first = ''] = pointers;
  return quoteLines(document, lines, { value: valueAt(document.value, first) ?? null, pointer: first });
}

function definingLines(document: OpenApiDocument, at: Located): readonly number[] {
  const { first, last } = document.linesOf(at.pointer);
  if (last - first < MOST_LINES) return range(first, last);
  const lines = [first];
  const description = memberAt(at, 'description');
  if (description !== null) {
    const own = document.linesOf(description.pointer);
    lines.push(...range(own.first, Math.min(own.last, own.first + DESCRIPTION_LINES - 1)));
  }
  for (const keyword of DEFINING) {
    const member = memberAt(at, keyword);
    if (member === null) continue;
    const own = document.linesOf(member.pointer);
    lines.push(...range(own.first, Math.min(own.last, own.first + (keyword === 'enum' ? MOST_LINES : 2))));
  }
  return lines;
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

function quoteLines(document: OpenApiDocument, wanted: ReadonlySet<number>, at: Located): Excerpt {
  const numbers = [...wanted].toSorted((a, b) => a - b).filter((n) => (document.lines[n - 1] ?? '').trim() !== '');
  const texts = numbers.map((n) => document.lines[n - 1] ?? '');
  const [line] = numbers;
  if (line === undefined || texts.some((text) => text.length > LONGEST_LINE)) {
    return {
      quote: `${at.pointer.split('/').at(-1) ?? ''}: ${JSON.stringify(at.value).slice(0, LONGEST_TEXT)}`,
      line: null,
    };
  }
  const indent = Math.min(...texts.map((text) => text.length - text.trimStart().length));
  const quoted = texts.flatMap((text, n) => {
    const gap = n > 0 && numbers[n] !== (numbers[n - 1] ?? 0) + 1;
    return [...(gap ? ['[…]'] : []), text.slice(indent).trimEnd()];
  });
  return { quote: quoted.join('\n'), line };
}
