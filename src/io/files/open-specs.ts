import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Spec } from '../../core/model/spec.js';
import type { Suite } from '../../core/model/suite.js';
import { isFolderName, pickSpecs } from '../../core/spec/pick-specs.js';
import { loadSpecs, type LoadedSpecs } from './load-specs.js';
import { openSuites } from './load-suites.js';

/** The names that are folders. */
export function foldersOf(names: readonly string[]): readonly string[] {
  return names.filter(isFolderName);
}

/**
 * Opens the named specs, in the order of the names.
 * @param names ids of the package's specs, or folders of specs: `./acme`
 */
export async function openSpecs(names: readonly string[]): Promise<Result<readonly Spec[]>> {
  const ids = names.filter((name) => !isFolderName(name));
  const loaded = await loadSpecs({ only: ids, own: foldersOf(names) });
  // An invalid spec is not reported as missing too.
  return loaded.errors.length > 0 ? fail(loaded.errors) : pickNamed(loaded, names);
}

/** The specs and suites of the package and of the named folders. */
export interface OpenedAll {
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
  /** The specs that were named, in their order; all specs if none were. */
  readonly named: readonly Spec[];
}

/**
 * Opens the specs and suites of the package and of the named folders.
 * @param names ids or folders of specs, which must exist; null for no choice
 * @param ownSuites folders of suites
 * @param only the ids of the package's specs that are needed; absent for all
 */
export async function openAll(
  names: readonly string[] | null,
  ownSuites: readonly string[] = [],
  only?: readonly string[],
): Promise<Result<OpenedAll>> {
  const [loaded, { suites, errors }] = await Promise.all([
    loadSpecs({ own: foldersOf(names ?? []), only }),
    openSuites(ownSuites),
  ]);
  if (loaded.errors.length + errors.length > 0) return fail([...loaded.errors, ...errors]);
  const named = names === null ? ok(loaded.specs) : pickNamed(loaded, names);
  return named.ok ? ok({ specs: loaded.specs, suites, named: named.value }) : named;
}

/** The named ones of the loaded specs, in the order of the names. */
export function pickNamed({ specs, idsOf }: LoadedSpecs, names: readonly string[]): Result<readonly Spec[]> {
  const ids = names.flatMap((name) => idsOf.get(name) ?? [name]);
  const twice = ids.find((id, n) => ids.indexOf(id) < n && names.some((name) => idsOf.get(name)?.includes(id)));
  if (twice !== undefined) {
    const reason = `Two of the named specs have the id ${twice}.`;
    return fail([{ file: '--spec', line: null, column: null, reason, suggestion: 'Name one of them.' }]);
  }
  const picked = pickSpecs(specs, ids);
  if (picked.ok) return picked;
  // A folder without a slash in its name is taken for an id.
  return fail(
    picked.errors.map((error, n) => {
      const name = names.filter((each) => !isFolderName(each) && !specs.some(({ id }) => id === each))[n];
      const isHere = name !== undefined && existsSync(join(name, 'spec.yaml'));
      return isHere ? { ...error, suggestion: `For the folder ${name}, write ./${name}` } : error;
    }),
  );
}
