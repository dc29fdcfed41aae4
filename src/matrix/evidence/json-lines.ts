import type { Level } from '../../core/model/claim.js';
import type { Json } from '../../core/model/json.js';
import { cleanText } from '../../core/report/clean.js';
import { quote } from '../../core/wire/quote.js';
import { pointer as joinPointer, pointerSteps, valueAt } from '../../core/wire/pointer.js';

/** A place in a document at which something diverges. */
export interface Mark {
  /** RFC 6901. */
  readonly pointer: string;
  /** The anchor of the divergence on the page. */
  readonly anchor: string;
  /** What was expected there. */
  readonly expected: string;
  readonly level: Level;
}

/** A line of a document as it is shown. */
export interface JsonLine {
  /** With its indentation; nothing in it acts on a page or a terminal. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

const MOST_LINES = 400;
const MOST_TEXT_LINES = 200;
const DEEPEST = 40;
const LONGEST_TEXT = 2000;

/**
 * A JSON document line by line, with marks at the lines of their places. A missing field gets a separate line at the place
 * of the field. Long documents and texts are cut; marked lines are not.
 */
export function jsonLines(document: Json, marks: readonly Mark[]): readonly JsonLine[] {
  const at = new Map<string, Mark[]>();
  const missing = new Map<string, Mark[]>();
  for (const mark of marks) {
    const place = nearest(document, mark.pointer);
    const map = place === mark.pointer ? at : missing;
    map.set(place, [...(map.get(place) ?? []), mark]);
  }
  const lines: JsonLine[] = [];
  let left = 0;
  const push = (text: string, lineMarks: readonly Mark[] = []): void => {
    if (lines.length < MOST_LINES || lineMarks.length > 0) lines.push({ text, marks: lineMarks });
    else left += 1;
  };
  const write = (value: Json, path: string, label: string, comma: string, depth: number): void => {
    const pad = '  '.repeat(depth);
    const own = at.get(path) ?? [];
    const absent = missing.get(path) ?? [];
    const isArray = Array.isArray(value);
    const members = value === null || typeof value !== 'object' ? [] : Object.entries(value as Record<string, Json>);
    if (members.length + absent.length === 0 || depth >= DEEPEST) {
      push(`${pad}${label}${quote(value, LONGEST_TEXT)}${comma}`, own);
      return;
    }
    push(`${pad}${label}${isArray ? '[' : '{'}`, own);
    for (const [i, [key, member]] of members.entries()) {
      const name = isArray ? '' : `${quote(key, LONGEST_TEXT)}: `;
      write(member, path + joinPointer(key), name, i < members.length - 1 ? ',' : '', depth + 1);
    }
    for (const mark of absent) push(`${pad}  ${missingName(mark.pointer, path)}: (missing)`, [mark]);
    push(`${pad}${isArray ? ']' : '}'}${comma}`);
  };
  write(document, '', '', '', 0);
  if (left > 0) lines.push({ text: `… ${left} further lines`, marks: [] });
  return lines;
}

function missingName(pointer: string, parent: string): string {
  return quote(pointerSteps(pointer.slice(parent.length)).join('/'), LONGEST_TEXT);
}

/** The longest beginning of a pointer at which the document has something. */
function nearest(document: Json, text: string): string {
  const steps = pointerSteps(text);
  for (let length = steps.length; length > 0; length--) {
    const candidate = joinPointer(...steps.slice(0, length));
    if (valueAt(document, candidate) !== undefined) return candidate;
  }
  return '';
}

/** A body that is not a JSON document, line by line, cut if it is long. Marks are at its first line. */
export function textLines(text: string, marks: readonly Mark[]): readonly JsonLine[] {
  const lines = text.slice(0, MOST_TEXT_LINES * LONGEST_TEXT).split(/\r\n|\n|\r/u);
  const shown = lines.slice(0, MOST_TEXT_LINES).map((line, i) => ({
    text: line.length > LONGEST_TEXT ? `${cleanText(line.slice(0, LONGEST_TEXT))}…` : cleanText(line),
    marks: i === 0 ? marks : [],
  }));
  return lines.length > MOST_TEXT_LINES
    ? [...shown, { text: `… ${lines.length - MOST_TEXT_LINES} further lines`, marks: [] }]
    : shown;
}
