import type { Spec } from '../model/spec.js';
import { fail, ok, type Result } from '../model/result.js';
import { didYouMean } from './suggestion.js';

/** Whether the name of a spec is a folder: it begins with a dot or contains a slash. An id does neither. */
export function isFolderName(name: string): boolean {
  return name.startsWith('.') || /[/\\]/u.test(name);
}

/** The specs of these ids, in the order of the ids, each once. Unknown ids are errors under `--spec`. */
export function pickSpecs(specs: readonly Spec[], ids: readonly string[]): Result<readonly Spec[]> {
  const known = specs.map(({ id }) => id);
  const refuse = (reason: string, suggestion: string | null) =>
    ({ file: '--spec', line: null, column: null, reason, suggestion }) as const;
  if (ids.length === 0) return fail([refuse('no spec is named.', `Known: ${known.join(', ')}.`)]);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    return fail(unknown.map((id) => refuse(`there is no spec ${JSON.stringify(id)}.`, didYouMean(id, known))));
  }
  return ok([...new Set(ids)].flatMap((id) => specs.filter((spec) => spec.id === id)));
}
