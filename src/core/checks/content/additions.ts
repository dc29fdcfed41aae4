/** The words before and after the text that a prompt dictates. */
export interface Addition {
  readonly before: string;
  readonly after: string;
}

/** The words around a dictated text; null if the text is not in it, or has only quotes, a code fence or space around it. */
export function additionTo(wanted: string, text: string): Addition | null {
  const offset = text.indexOf(wanted);
  if (wanted === '' || offset === -1) return null;
  const before = text.slice(0, offset);
  const after = text.slice(offset + wanted.length).trimEnd();
  return WORD.test(before) || WORD.test(after) ? { before, after } : null;
}

/** A word on the same line as a code fence is its language. */
const WORD = /(?<!`)\b\p{L}{2}/u;
