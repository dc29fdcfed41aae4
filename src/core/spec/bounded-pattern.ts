import { isCatastrophic } from './is-catastrophic.js';

/** Longer texts are not matched: even a harmless pattern may take the square of their length. */
const LONGEST = 4096;

/**
 * A pattern of a schema that may be anybody's, on texts that may be anybody's: what cannot be matched within a bound is
 * taken to fit, for nothing can be said of it.
 * @throws SyntaxError where it is no pattern
 */
export function boundedPattern(pattern: string, flags: string): { test(text: string): boolean; toString(): string } {
  const expression = new RegExp(pattern, flags);
  const bounded = !isCatastrophic(pattern);
  return {
    test: (text) => !bounded || text.length > LONGEST || expression.test(text),
    // By this ajv knows one pattern from another.
    toString: () => String(expression),
  };
}
