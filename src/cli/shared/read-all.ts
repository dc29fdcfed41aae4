import type { Spec } from '../../core/model/spec.js';
import type { Suite } from '../../core/model/suite.js';
import { loadSpecs } from '../../io/files/load-specs.js';
import { openSuites } from '../../io/files/load-suites.js';
import { foldersOf, pickNamed } from '../../io/files/open-specs.js';
import { ok } from '../../core/model/result.js';
import { printErrors } from './run-action.js';

/** The specs and suites that a command can name. */
export interface AllRead {
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
  /** The specs that the command names, in its order; all specs if it names none. */
  readonly named: readonly Spec[];
}

/**
 * Reads the specs and suites of the package and of the named folders. Prints what is wrong with them, or unknown names,
 * and returns null.
 * @param list a comma-separated list of ids and folders of specs
 * @param ownSuites folders of suites
 */
export async function readAll(list?: string, ownSuites: readonly string[] = []): Promise<AllRead | null> {
  const names = list === undefined ? null : splitNames(list);
  const [loaded, { suites, errors: suiteErrors }] = await Promise.all([
    loadSpecs({ own: foldersOf(names ?? []) }),
    openSuites(ownSuites),
  ]);
  const errors = [...loaded.errors, ...suiteErrors];
  const named = errors.length > 0 ? null : names === null ? ok(loaded.specs) : pickNamed(loaded, names);
  printErrors(named?.ok === false ? named.errors : errors);
  return named?.ok === true ? { specs: loaded.specs, suites, named: named.value } : null;
}

/** `greenpt,./acme` → the ids and folders in it. */
export function splitNames(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
