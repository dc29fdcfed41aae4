/** A value, or everything that is wrong with the input that it should come from. Core throws only for our own bugs. */
export type Result<T, E = readonly InputError[]> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: E };

/** A result that holds a value. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A result that holds what is wrong. */
export function fail<E>(errors: E): { readonly ok: false; readonly errors: E } {
  return { ok: false, errors };
}

/** What is wrong with a file that we read, and what to do about it. A value, never thrown by core. */
export interface InputError {
  /** The path as the user knows it. */
  readonly file: string;
  /** From 1; null if the file as a whole is meant. */
  readonly line: number | null;
  readonly column: number | null;
  readonly reason: string;
  /** What to do, or the nearest thing that would be right; null if there is nothing to suggest. */
  readonly suggestion: string | null;
}
