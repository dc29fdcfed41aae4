/** Returns the first value that was equal to this one, so that equal parts of many runs are held once. */
export type Share = <T>(value: T) => T;

/** Values are compared as JSON. A value that is not used any more is held as well: make one for each site. */
export function makeShare(): Share {
  const held = new Map<string, unknown>();
  return <T>(value: T): T => {
    const key = typeof value === 'string' ? `"${value}` : JSON.stringify(value);
    const known = held.get(key);
    if (known !== undefined) return known as T;
    held.set(key, value);
    return value;
  };
}
