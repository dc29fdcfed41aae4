import { escapeUnseen } from '../wire/quote.js';

/**
 * A text as one word of a POSIX shell. If it contains invisible characters, it is written in the `$'…'` form of
 * bash and zsh, with these characters escaped.
 */
export function shellQuote(text: string): string {
  if (escapeUnseen(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  const safe = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '');
  return `$'${escapeUnseen(safe.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t'))}'`;
}
