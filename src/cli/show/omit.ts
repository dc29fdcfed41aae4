/** A gap in a list: the number of items that are left out. */
export interface Omitted {
  readonly omitted: number;
}

/** How many of the first and of the last items stay. */
const FIRST = 24;
const LAST = 4;

/**
 * The items that a person needs to see: with a marked item, those near it; without one, the first and the last. A gap of
 * one item is not worth its line and stays.
 * @param near how many items before and after a marked one stay
 */
export function omit<T extends object>(
  items: readonly T[],
  isMarked: (item: T) => boolean,
  near = 4,
): readonly (T | Omitted)[] {
  const marked = items.flatMap((item, n) => (isMarked(item) ? [n] : []));
  const stays = (n: number): boolean =>
    marked.length === 0
      ? n < FIRST || n >= items.length - LAST
      : n < 2 || n >= items.length - 2 || marked.some((at) => Math.abs(at - n) <= near);
  const kept: (T | Omitted)[] = [];
  let gap = 0;
  for (const [n, item] of items.entries()) {
    if (!stays(n) && (gap > 0 || (n + 1 < items.length && !stays(n + 1)))) {
      gap += 1;
      continue;
    }
    if (gap > 0) kept.push({ omitted: gap });
    gap = 0;
    kept.push(item);
  }
  return kept;
}
