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
    level = level.flatMap(inside);
  }
  return null;
}

function inside(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((each) => each !== undefined && each !== null));
}
