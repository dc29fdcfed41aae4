import { disableCommands, escapeCharacter, UNSEEN } from '../../core/wire/quote.js';

/** What of a line was written so far. */
export interface LineState {
  /** The end of the text before, as far as a command could begin in it. */
  readonly tail: string;
  /** Whether the line has only blanks so far, and perhaps a colon. */
  readonly start: '' | ':' | null;
}

export const NEW_LINE: LineState = { tail: '', start: '' };

export interface SafeOptions {
  /** Whether the text may move the cursor and have colours: the stream is a terminal. */
  readonly isTerminal: boolean;
  /** Whether lines that begin with `::` are ours: the annotations of the reporter `github`. */
  readonly hasCommands: boolean;
}

/** The longest beginning of a command that another text may complete. */
const LONGEST_TAIL = 12;

/** Moves of the cursor and colours. Other sequences, such as titles and links, have no place in our output. */
const TERMINAL_SEQUENCE = /(\u001b\[[\d;?]*[A-Za-z])/u;

/**
 * Text for stdout or stderr that has no effect on a terminal or a workflow log: it contains no command of a workflow log, no control
 * character and no character that cannot be seen. They are escaped as in JSON, so that JSON keeps its meaning.
 * @param before the state after the text that was written before
 * @returns the text, and the state after it
 */
export function safeText(
  text: string,
  before: LineState,
  { isTerminal, hasCommands }: SafeOptions,
): { readonly text: string; readonly after: LineState } {
  const parts = isTerminal ? text.split(TERMINAL_SEQUENCE) : [text];
  const seen = parts.map((part, n) =>
    n % 2 === 1 ? part : part.replaceAll(UNSEEN, (each) => escaped(each, isTerminal)),
  );
  const joined = seen.join('').replaceAll('\\u000d\n', '\n');
  const disabled = disableCommands(before.tail + joined).slice(before.tail.length);
  const lines = disabled.split('\n');
  let { start } = before;
  const shown = hasCommands ? lines : lines.map((line, n) => disableStart(line, n === 0 ? start : ''));
  const last = lines.at(-1) ?? '';
  start = startOf(last, lines.length === 1 ? start : '');
  const tail = `${lines.length === 1 ? before.tail : ''}${last}`.slice(-LONGEST_TAIL);
  return { text: shown.join('\n'), after: { tail, start } };
}

function escaped(character: string, isTerminal: boolean): string {
  if (character === '\n' || character === '\t' || (isTerminal && character === '\r')) return character;
  return escapeCharacter(character);
}

/** A line whose first characters are no command: `::` at its start, after blanks. */
function disableStart(line: string, start: LineState['start']): string {
  if (start === null) return line;
  if (start === ':') return line.startsWith(':') ? `\\u003a${line.slice(1)}` : line;
  return line.replace(/^(\s*):(?=:)/u, '$1\\u003a');
}

function startOf(line: string, start: LineState['start']): LineState['start'] {
  if (start === null) return null;
  if (line === '') return start;
  if (start === '' && /^\s*$/u.test(line)) return '';
  return start === '' && /^\s*:$/u.test(line) ? ':' : null;
}
