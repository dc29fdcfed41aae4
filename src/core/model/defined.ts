/** The options that may be undefined are optional, the others are required. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * A copy of an option bag or a record without the members that are undefined. When two bags are merged, such an option
 * would replace a value or a default; a record would differ from the one that is read back from a file.
 */
export function defined<const T extends object>(options: T): Defined<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Defined<T>;
}
