import type { Spec } from '../../core/model/spec.js';
import type { Suite } from '../../core/model/suite.js';
import { loadSpecs } from '../../io/files/load-specs.js';
import { loadSuites } from '../../io/files/load-suites.js';
import { pickSpecs } from '../../core/spec/pick-specs.js';
import { tellErrors } from './print-errors.js';

/** Reads the package's specs and suites. Tells what is wrong with them, and answers null, where something is. */
export async function readAll(): Promise<{ specs: readonly Spec[]; suites: readonly Suite[] } | null> {
  const [{ specs, errors: specErrors }, { suites, errors: suiteErrors }] = await Promise.all([
    loadSpecs(),
    loadSuites(),
  ]);
  const errors = [...specErrors, ...suiteErrors];
  tellErrors(errors);
  return errors.length > 0 ? null : { specs, suites };
}

/** The specs that a comma-separated list names, in its order; all where it is left out. Tells unknown names. */
export function pickListed(specs: readonly Spec[], list: string | undefined): readonly Spec[] | null {
  if (list === undefined) return specs;
  const picked = pickSpecs(specs, splitIds(list));
  if (picked.ok) return picked.value;
  tellErrors(picked.errors);
  return null;
}

/** `greenpt,openai` → the ids in it. */
export function splitIds(list: string): readonly string[] {
  return list
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
}
