import picomatch from 'picomatch';
import type { InputError } from '../model/input-error.js';
import { fail, ok, type Result } from '../model/result.js';
import type { Suite } from '../model/suite.js';
import { didYouMean } from '../spec/suggestion.js';
import { fileError } from '../spec/source.js';
import { quote } from '../wire/quote.js';

/** Which cases are wanted: those of the suites, and of them those that a glob matches. Empty lists want all. */
export interface Selection {
  /** Ids of suites (`--suite`). */
  readonly suites: readonly string[];
  /** Globs over case ids (`--only`): `tools/*`, `penalties/temperature.*`. */
  readonly only: readonly string[];
}

/** The ids that a selection wants of those that there are. A selector that matches nothing is an error. */
export function select(
  selection: Selection,
  suites: readonly Suite[],
  ids: readonly string[],
): Result<ReadonlySet<string>> {
  const names = suites.map(({ id }) => id);
  const errors: InputError[] = selection.suites
    .filter((name) => !names.includes(name))
    .map((name) => fileError('--suite', `There is no suite ${quote(name)}.`, didYouMean(name, names)));
  if (errors.length > 0) return fail(errors);
  const wanted = ids.filter(
    (id) => selection.suites.length === 0 || selection.suites.some((name) => id.startsWith(`${name}/`)),
  );
  if (selection.only.length === 0) return ok(new Set(wanted));

  const matched = new Set<string>();
  for (const glob of selection.only) {
    const matches = matcher(glob);
    const found = wanted.filter(matches);
    for (const id of found) matched.add(id);
    if (found.length === 0)
      errors.push(fileError('--only', `No case matches ${quote(glob)}.`, didYouMean(glob, wanted)));
  }
  return errors.length > 0 ? fail(errors) : ok(matched);
}

// What picomatch refuses by throwing (an empty pattern, one of 64 KiB) matches nothing.
function matcher(glob: string): (id: string) => boolean {
  try {
    const matches = picomatch(glob, { windows: false });
    return (id) => matches(id);
  } catch {
    return () => false;
  }
}
