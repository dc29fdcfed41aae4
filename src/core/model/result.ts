import type { InputError } from './input-error.js';

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
