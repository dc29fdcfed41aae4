import { closest, distance } from 'fastest-levenshtein';

/**
 * The known name that was probably meant, or null when none is near: at most a third of its letters may differ
 * (but one always may), or it must begin or end alike.
 */
export function nearest(name: string, known: readonly string[]): string | null {
  if (known.length === 0 || name.length > 200) return null;
  const candidate = closest(name, known);
  if (distance(name, candidate) <= Math.max(1, Math.floor(candidate.length / 3))) return candidate;
  return known.find((each) => name.length >= 3 && (each.startsWith(name) || each.endsWith(name))) ?? null;
}

/** `Did you mean x?`, or else the known names when they are few, or else null. */
export function didYouMean(name: string, known: readonly string[]): string | null {
  const near = nearest(name, known);
  if (near !== null) return `Did you mean ${near}?`;
  return known.length > 0 && known.length <= 12 ? `Known: ${known.join(', ')}.` : null;
}
