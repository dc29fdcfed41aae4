import type { InputError } from '../model/input-error.js';
import type { Json } from '../model/json.js';

/** Keys and indexes from the top of a document to a value in it. */
export type Path = readonly (string | number)[];

/** A parsed YAML or JSON file that still knows where each of its values stands. */
export interface Source {
  /** The path as the user knows it. */
  readonly file: string;
  readonly value: Json;
  /**
   * An error at a value (or, with `key`, at the key under which it stands). A path that leads nowhere is told
   * where it breaks off.
   */
  fail(path: Path, reason: string, suggestion?: string | null, part?: 'key' | 'value'): InputError;
}

/** An error about a file as a whole. */
export function fileFails(file: string, reason: string, suggestion: string | null = null): InputError {
  return { file, line: null, column: null, reason, suggestion };
}
