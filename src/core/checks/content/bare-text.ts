/** Letters and digits of a text, in lower case, words apart by one space: what models keep when they repeat a text. */
export function bareText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
