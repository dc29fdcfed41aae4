import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Result } from '../../core/model/result.js';
import type { Spec } from '../../core/model/spec.js';
import { isFolderName, pickSpecs } from '../../core/spec/pick-specs.js';
import { loadSpecs, type LoadedSpecs } from './load-specs.js';

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
