/** Whether a text has a name in it that is not a part of another word. */
export function namesWord(text: string, name: string): boolean {
  const literal = name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?<!\w)${literal}(?!\w)`, 'u').test(text);
}
