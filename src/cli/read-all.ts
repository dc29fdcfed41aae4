import type { Spec } from '../core/model/spec.js';
import type { Suite } from '../core/model/suite.js';
import { didYouMean } from '../core/spec/nearest.js';
import { loadSpecs } from '../io/load-specs.js';
import { loadSuites } from '../io/load-suites.js';
import { tellErrors } from './tell-errors.js';

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
export function pickSpecs(specs: readonly Spec[], ids: string | undefined): readonly Spec[] | null {
  if (ids === undefined) return specs;
  const known = specs.map(({ id }) => id);
  const wanted = ids
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const unknown = wanted.filter((id) => !known.includes(id));
  for (const id of unknown)
    process.stderr.write(`There is no spec ${JSON.stringify(id)}. ${didYouMean(id, known) ?? ''}\n`);
  if (unknown.length > 0) return null;
  return [...new Set(wanted)].flatMap((id) => specs.filter((spec) => spec.id === id));
}
