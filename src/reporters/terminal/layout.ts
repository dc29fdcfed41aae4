import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type pc from 'picocolors';
import type { Divergence } from '../../core/model/divergence.js';
import { groupBy } from '../../core/model/group-by.js';

/** The narrowest text that is still readable; a terminal that is narrower wraps it itself. */
const NARROWEST = 20;

/** The beginning of a line that a workflow log of GitHub takes for a command, after any white space. */
const LOG_COMMAND = /^(?:::|##\[)/u;

/**
 * Text as lines of at most `width` columns, each with `indent` spaces before it. Long words are broken. No line begins
 * with a command of a workflow log: text of a server may be wrapped anywhere.
 */
export function wrapText(text: string, width: number, indent: number): string {
  const space = ' '.repeat(indent);
  const wrap = (columns: number): readonly string[] =>
    wrapAnsi(text, Math.max(NARROWEST, columns), { hard: true, trim: true }).split('\n');
  const lines = wrap(width - indent);
  const hasCommand = lines.some((line) => LOG_COMMAND.test(line));
  // An escape takes five columns more than its character.
  return (hasCommand ? wrap(width - indent - 5) : lines)
    .map((line) => space + (LOG_COMMAND.test(line) ? escapeFirst(line) : line))
    .join('\n');
}

/** The first character of a text as an escape sequence, as in `\u003a:error::`. */
function escapeFirst(text: string): string {
  return `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}${text.slice(1)}`;
}

/** Two texts at the edges of one line; the second on a separate line if they do not fit on one. */
export function spread(left: string, right: string, width: number, indent: number): string {
  const lines = left.split('\n');
  const last = lines.at(-1) ?? '';
  const gap = width - stringWidth(last) - stringWidth(right);
  if (gap >= 2) return `${left}${' '.repeat(gap)}${right}`;
  return `${left}\n${' '.repeat(indent)}${right}`;
}

/** Parts of a line that belong together, three spaces apart; each stays whole if the line has to be broken. */
export function joinParts(parts: readonly string[], width: number, indent: number): string {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : `${last}   ${part}`;
    if (last !== undefined && stringWidth(joined) <= width - indent) lines[lines.length - 1] = joined;
    else lines.push(part);
  }
  return lines.map((line) => wrapText(line, width, indent)).join('\n');
}

/** Functions that colour a text, or leave it as it is. */
export type Colors = ReturnType<typeof pc.createColors>;

/** The documents that a report cites, each with one number. */
export interface Footnotes {
  /** `[1]`, or `[1] line 33727` if several lines of the document are cited. The same number for the same document. */
  mark(source: Divergence['source']): string;
  /** The documents by number, an address on a separate line if it does not fit. Empty if none was cited. */
  lines(width: number): string;
}

/** The end of an address that names a line of a file. */
const LINE = /#L(\d+)$/u;

/**
 * Begins without a document.
 * @param cited all sources that will be marked: if they name one line of a document, its address has it and no mark
 */
export function makeFootnotes(cited: readonly Pick<Divergence['source'], 'url'>[]): Footnotes {
  const lines = groupBy([...new Set(cited.map(({ url }) => url))], (url) => url.replace(LINE, ''));
  const documents = new Map<string, Pick<Divergence['source'], 'title' | 'url'>>();
  return {
    mark({ title, url }) {
      const file = url.replace(LINE, '');
      const isOnly = lines.get(file)?.length === 1;
      const document = { title, url: isOnly ? url : file };
      const key = JSON.stringify(document);
      documents.set(key, document);
      const line = isOnly ? undefined : LINE.exec(url)?.[1];
      return `[${[...documents.keys()].indexOf(key) + 1}]${line === undefined ? '' : ` line ${line}`}`;
    },
    lines(width) {
      return [...documents.values()]
        .map(({ title, url }, n) => {
          const head = `[${n + 1}] ${title}`;
          const line = `${head}  ${url}`;
          // An address is never broken: it could not be followed any more.
          return line.length <= width ? line : `${wrapText(head, width, 0)}\n    ${url}`;
        })
        .join('\n');
    },
  };
}
