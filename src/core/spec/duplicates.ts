import type { InputError } from '../model/input-error.js';
import type { Path, Source } from './source.js';

/** Says of every item in a list whose id an earlier one has, where it stands. */
export function duplicates(
  source: Source,
  path: Path,
  items: readonly { readonly id: string }[],
): readonly InputError[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, n) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [source.fail([...path, n, 'id'], `The id ${id} is used twice.`, 'Every id is used once.')];
  });
}
