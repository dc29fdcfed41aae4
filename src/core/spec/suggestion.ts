import { closest, distance } from 'fastest-levenshtein';

/** Longer names are not compared: the distance takes the product of both lengths. */
const MAX_NAME = 200;

/** A list of known names is printed in full up to this length. */
const MAX_LISTED = 12;

/**
 * The known name that was probably meant, or null. At most a third of its letters (but at least one) may differ, or it
 * begins or ends with the given name.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  if (known.length === 0 || name.length > MAX_NAME) return null;
  const candidate = closest(name, known);
  if (distance(name, candidate) <= Math.max(1, Math.floor(candidate.length / 3))) return candidate;
  return known.find((each) => name.length >= 3 && (each.startsWith(name) || each.endsWith(name))) ?? null;
}

/** `Did you mean x?`, or the known names when there are few, or null. */
export function didYouMean(name: string, known: readonly string[]): string | null {
  const near = nearest(name, known);
  if (near !== null) return `Did you mean ${near}?`;
  return known.length > 0 && known.length <= MAX_LISTED ? `Known: ${known.join(', ')}.` : null;
}
