/**
 * The offset behind the first complete JSON object or array that a text begins with (after white space); null where it
 * begins otherwise or never closes. Counts brackets outside of strings: linear, and content to be approximate.
 */
export function endOfFirstValue(text: string): number | null {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = depth > 0;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth <= 0) return depth < 0 ? null : at + 1;
    } else if (depth === 0 && character !== undefined && !/\s/.test(character)) return null;
  }
  return null;
}
