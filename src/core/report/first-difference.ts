/**
 * The first place at which two JSON values differ, as a JSON Pointer; null if they are the same. Members that are
 * `undefined` are absent; the order of members does not matter.
 */
export function firstDifference(a: unknown, b: unknown, at = ''): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return at;
  if (Array.isArray(a) !== Array.isArray(b)) return at;
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const own = (value: Readonly<Record<string, unknown>>): unknown =>
      Object.hasOwn(value, key) ? value[key] : undefined;
    const place = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const different = firstDifference(own(left), own(right), place);
    if (different !== null) return different;
  }
  return null;
}
