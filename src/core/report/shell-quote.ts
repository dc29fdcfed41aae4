import { escapeUnseen } from '../wire/quote.js';

/**
 * A text as one word of a POSIX shell. Where it holds characters that cannot be seen, it is written in the `$'…'` form
 * of bash and zsh with those escaped: what is copied is what is read.
 */
export function shellQuote(text: string): string {
  if (escapeUnseen(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  const safe = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '');
  return `$'${escapeUnseen(safe.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t'))}'`;
}
