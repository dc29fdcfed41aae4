import type { Result } from '../../core/model/result.js';
import { isFolderName } from '../../core/spec/pick-specs.js';
import { openAll, type OpenedAll } from '../../io/files/open-specs.js';
import { printErrors } from './run-action.js';

/** Opens the named specs, as `readAll` does, and all suites; all specs if none are named. */
export async function readNamed(
  list?: string,
  ownSuites: readonly string[] = [],
): Promise<Pick<OpenedAll, 'named' | 'suites'> | null> {
  const names = namesIn(list);
  const provided = names?.filter((name) => !isFolderName(name));
  return orPrint(await openAll(names, ownSuites, provided));
}

/**
 * Opens the specs and suites of the package and of the named folders. Prints what is wrong with them, or unknown names,
 * and returns null.
 * @param list a comma-separated list of ids and folders of specs
 * @param ownSuites folders of suites
 */
export async function readAll(list?: string, ownSuites: readonly string[] = []): Promise<OpenedAll | null> {
  return orPrint(await openAll(namesIn(list), ownSuites));
}

function orPrint<T>(opened: Result<T>): T | null {
  if (opened.ok) return opened.value;
  printErrors(opened.errors);
  return null;
}

/** The names of a flag that may be absent; null if it is. */
export function namesIn(list: string | undefined): readonly string[] | null {
  return list === undefined ? null : splitNames(list);
}

/** `greenpt,./acme` → the ids and folders in it. */
export function splitNames(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
