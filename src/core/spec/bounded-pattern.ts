import { isCatastrophic } from './is-catastrophic.js';

/** No text is longer that is matched at all. */
const LONGEST = 4096;

/** So many steps a match may take. */
const MOST_STEPS = 20_000_000;

/**
 * How long a text may be. Repetitions one after the other take its length to the power of their number, and once more
 * where the match may begin anywhere.
 */
function longestFor(pattern: string): number {
  const repeated = pattern.match(/[*+]|\{\d*,\d*\}/gu)?.length ?? 0;
  const power = Math.max(1, repeated + (pattern.startsWith('^') ? 0 : 1));
  return Math.min(LONGEST, Math.floor(MOST_STEPS ** (1 / power)));
}

/**
 * A pattern of a schema that may be anybody's, on texts that may be anybody's: what cannot be matched within a bound is
 * taken to fit, for nothing can be said of it.
 * @throws SyntaxError where it is no pattern
 */
export function boundedPattern(pattern: string, flags: string): { test(text: string): boolean; toString(): string } {
  const expression = new RegExp(pattern, flags);
  const longest = isCatastrophic(pattern) ? -1 : longestFor(pattern);
  return {
    test: (text) => text.length > longest || expression.test(text),
    // By this ajv knows one pattern from another.
    toString: () => String(expression),
  };
}
