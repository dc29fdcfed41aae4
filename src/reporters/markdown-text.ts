/** A code span that no backtick, line break or pipe in the text can end. */
export function code(text: string): string {
  const line = text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Text with the characters that Markdown acts on escaped. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/gu, (character) => `\\${character}`);
}
