import { cleanText } from '../../core/report/clean.js';
import type { JsonLine, Mark } from './json-lines.js';

const MOST_LINES = 200;
const LONGEST_LINE = 2000;

/** A body that is no JSON document, line by line, cut where it is long; marks stand at its first line. */
export function textLines(text: string, marks: readonly Mark[]): readonly JsonLine[] {
  const lines = text.slice(0, MOST_LINES * LONGEST_LINE).split(/\r\n|\n|\r/u);
  const shown = lines.slice(0, MOST_LINES).map((line, i) => ({
    text: line.length > LONGEST_LINE ? `${cleanText(line.slice(0, LONGEST_LINE))}…` : cleanText(line),
    marks: i === 0 ? marks : [],
  }));
  return lines.length > MOST_LINES
    ? [...shown, { text: `… ${lines.length - MOST_LINES} further lines`, marks: [] }]
    : shown;
}
