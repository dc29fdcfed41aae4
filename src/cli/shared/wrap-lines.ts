import wrapAnsi from 'wrap-ansi';

/**
 * Wraps each line of a text at spaces and keeps its indentation. A word that is longer than a line, such as an address,
 * is not broken. A line of JSON is left as it is.
 * @param width in columns
 */
export function wrapLines(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = ' '.repeat(line.length - line.trimStart().length);
      if (line.length <= width || /^\s*[{"\]}]/u.test(line)) return line;
      const wrapped = wrapAnsi(line.trim(), width - indent.length, { hard: false });
      return wrapped.replaceAll(/^/gmu, indent);
    })
    .join('\n');
}
