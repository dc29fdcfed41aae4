import type { Spec } from '../../core/model/spec.js';
import type { Suite } from '../../core/model/suite.js';
import { loadSpecs } from '../../io/files/load-specs.js';
import { loadSuites } from '../../io/files/load-suites.js';
import { pickSpecs } from '../../core/spec/pick-specs.js';
import { printErrors } from './run-action.js';

/** Reads the specs and suites of the package. Prints what is wrong with them and returns null. */
export async function readAll(): Promise<{ specs: readonly Spec[]; suites: readonly Suite[] } | null> {
  const [{ specs, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    loadSpecs(),
    loadSuites(),
  ]);
  const errors = [...specErrors, ...suiteErrors];
  printErrors(errors);
  return errors.length > 0 ? null : { specs, suites };
}

/** The specs of a comma-separated list, in its order; all specs without a list. Prints unknown names and returns null. */
export function pickListed(specs: readonly Spec[], list: string | undefined): readonly Spec[] | null {
  if (list === undefined) return specs;
  const picked = pickSpecs(specs, splitIds(list));
  if (picked.ok) return picked.value;
  printErrors(picked.errors);
  return null;
}

/** `greenpt,openai` → the ids in it. */
export function splitIds(list: string): readonly string[] {
  return list
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
