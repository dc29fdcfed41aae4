/**
 * Computes a value once for each key. The value of an object is kept as long as the object lives; that of any other key as
 * long as the process: use it for few keys, such as names of files of the package.
 * @param compute a pure function of the key
 */
export function memoize<K extends object | string | number | boolean, V>(compute: (key: K) => V): (key: K) => V {
  const byObject = new WeakMap<object, { readonly value: V }>();
  const byValue = new Map<K, { readonly value: V }>();
  return (key) => {
    const before = typeof key === 'object' ? byObject.get(key) : byValue.get(key);
    if (before !== undefined) return before.value;
    const value = compute(key);
    if (typeof key === 'object') byObject.set(key, { value });
    else byValue.set(key, { value });
    return value;
  };
}
