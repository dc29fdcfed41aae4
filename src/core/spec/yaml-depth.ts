import type { CST } from 'yaml';

/**
 * The offset of the first token that is nested deeper than `most`; null where none is. Does not call itself: it is
 * asked before anything that does gets to see the file.
 */
export function offsetBelow(tokens: readonly CST.Token[], most: number): number | null {
  let level: readonly CST.Token[] = tokens;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > most) {
      const [first] = level;
      return first !== undefined && 'offset' in first ? first.offset : 0;
    }
    const next: CST.Token[] = [];
    for (const token of level) collect(token, next);
    level = next;
  }
  return null;
}

/** Adds the collections directly inside a token; what is no collection holds nothing. */
function collect(token: CST.Token, into: CST.Token[]): void {
  if (token.type === 'document') {
    if (token.value !== undefined) into.push(token.value);
  } else if ('items' in token) {
    for (const { key, value } of token.items) {
      if (key !== undefined && key !== null && 'items' in key) into.push(key);
      if (value !== undefined && 'items' in value) into.push(value);
    }
  }
}
