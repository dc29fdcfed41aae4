/**
 * Plain words as lines for a terminal. The library that wraps reports would delay the first request.
 * @param columns the width; undefined for a file or a pipe, which get one line
 */
export function wrapWords(text: string, columns: number | undefined): string {
  if (columns === undefined) return text;
  return text.split(' ').reduce((lines, word) => {
    const length = lines.length - lines.lastIndexOf('\n') - 1;
    return length + 1 + word.length > columns ? `${lines}\n${word}` : `${lines} ${word}`;
  });
}
