/** How far the search for the smallest set has come: which set to try next, or the set that was found. */
export type Search<T> = { readonly next: readonly T[] } | { readonly found: readonly T[] };

/** Larger sets are reported as they are: each further item costs about as many trials as the first one. */
const LARGEST = 4;

/**
 * Halves a set that fails until the smallest set that fails is left, with about 2·k·log2(n) trials for k of n items. Pure:
 * the results of the trials so far determine the next one. A larger set than a failing one fails as well; the empty set
 * does not fail.
 * @param fails the results of the trials so far, in order; the complete set is known to fail
 */
export function searchSmallest<T>(all: readonly T[], fails: readonly boolean[]): Search<T> {
  const results = fails.values();
  let fixed: readonly T[] = [];
  let rest = all;
  for (;;) {
    if (fixed.length > 0) {
      const alone = results.next();
      if (alone.done === true) return { next: fixed };
      if (alone.value || fixed.length >= LARGEST) return { found: fixed };
    }
    // The shortest part of the rest that fails together with what is fixed ends with a further item of the set.
    let passing = 0;
    let failing = rest.length;
    while (failing - passing > 1) {
      const middle = Math.floor((passing + failing) / 2);
      const tried = [...fixed, ...rest.slice(0, middle)];
      const result = results.next();
      if (result.done === true) return { next: tried };
      if (result.value) failing = middle;
      else passing = middle;
    }
    fixed = [...fixed, ...rest.slice(failing - 1, failing)];
    rest = rest.slice(0, failing - 1);
    if (rest.length === 0) return { found: fixed };
  }
}
