import type { InputError } from '../model/result.js';
import type { Json } from '../model/json.js';
import type { Path } from '../wire/pointer.js';

/** A parsed YAML or JSON file that knows the position of each of its values. */
export interface Source {
  /** The path as the user knows it. */
  readonly file: string;
  readonly value: Json;
  /**
   * Makes an error at a value or, with `key`, at the key of that value. For a path that does not exist the error is at
   * the last part of it that does.
   */
  fail(path: Path, reason: string, suggestion?: string | null, part?: 'key' | 'value'): InputError;
}

/** An error about a file as a whole. */
export function fileError(file: string, reason: string, suggestion: string | null = null): InputError {
  return { file, line: null, column: null, reason, suggestion };
}

/** An error at each item of a list that repeats the id of an earlier item. */
export function duplicateIds(
  source: Source,
  path: Path,
  items: readonly { readonly id: string }[],
): readonly InputError[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, n) => {
    if (seen.has(id)) return [source.fail([...path, n, 'id'], `The id ${id} is used twice.`, 'Every id is used once.')];
    seen.add(id);
    return [];
  });
}
