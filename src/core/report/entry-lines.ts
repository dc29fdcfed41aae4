/**
 * The last line of an entry of a list, from 1: blank lines after it, and comments that stand no deeper than its dash, are
 * no part of it.
 * @param first the line on which the entry begins
 * @param next the line on which the next one does, or the first beyond the file
 */
export function lastLineOf(lines: readonly string[], first: number, next: number): number {
  const depth = indentOf(lines[first - 1] ?? '');
  let last = next - 1;
  while (last > first && isBetween(lines[last - 1] ?? '', depth)) last -= 1;
  return last;
}

function isBetween(line: string, depth: number): boolean {
  const bare = line.trim();
  return bare === '' || (bare.startsWith('#') && indentOf(line) <= depth);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
