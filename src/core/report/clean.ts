import { disableCommands, escapeUnseen } from '../wire/quote.js';

/**
 * A copy in which no text acts on a page, a terminal or a file name: control, bidirectional and invisible characters
 * are escaped in every string, however deep, and so are commands of workflow logs. Line breaks and tabs become a space, except the line breaks of a quotation:
 * the lines of a schema are readable only one below the other; and those between the options of a `curl` command.
 */
export function clean<T>(value: T): T {
  return cleanAny(value) as T;
}

/** One text of a stranger, cleaned as `clean` does. */
export function cleanText(text: string): string {
  const line = escapeUnseen(text.replace(/[ \t]*[\r\n\t]+[ \t]*/gu, ' ')).replace(/[\ufffe\uffff]/gu, '\ufffd');
  return disableCommands(line);
}

/** Between two options of a command line, as `curlOf` writes them. */
const CONTINUATION = ' \\\n  --';

/** Cleans a command line and keeps each option on a separate line, so that the shell reads it the same way. */
function cleanCommand(text: string): string {
  return text.split(CONTINUATION).map(cleanText).join(CONTINUATION);
}

function cleanAny(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanAny);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [cleanText(key), cleanMember(key, member)]));
}

function cleanMember(key: string, member: unknown): unknown {
  if (typeof member !== 'string') return cleanAny(member);
  if (key === 'curl') return cleanCommand(member);
  return key === 'quote' ? cleanLines(member) : cleanText(member);
}

/** A text whose lines are cleaned one by one. Their indentation stays. */
function cleanLines(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => /^ */u.exec(line)?.[0] + cleanText(line.trim()))
    .join('\n');
}
