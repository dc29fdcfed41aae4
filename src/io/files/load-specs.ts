import { join } from 'node:path';
import type { Check } from '../../core/checks/check.js';
import type { InputError } from '../../core/model/input-error.js';
import type { Spec } from '../../core/model/spec.js';
import { loadCompiledSpecs } from './load-compiled-specs.js';
import { PACKAGE_FOLDER } from './package-folder.js';
import { providePatternEngine } from './pattern-engine.js';

/** The specs that come with the package. */
const OWN = join(PACKAGE_FOLDER, 'specs');

/** Which specs to load. */
export interface SpecsWanted {
  /** The package's own specs by default. */
  readonly folder?: string;
  /** The checks that claims may name; the package's own by default. */
  readonly checks?: readonly Check[];
  /** Only these ids are needed; more may come. Left out, all are. */
  readonly only?: readonly string[];
}

/**
 * Loads specs: those that the build compiled where it compiled these very files, else from the files, by `readSpecs`.
 * What is wrong comes back as values.
 */
export async function loadSpecs(
  wanted: SpecsWanted = {},
): Promise<{ readonly specs: readonly Spec[]; readonly errors: readonly InputError[] }> {
  providePatternEngine();
  if (wanted.folder === undefined && wanted.checks === undefined) {
    const specs = await loadCompiledSpecs(OWN, wanted.only ?? null);
    if (specs !== null) return { specs, errors: [] };
  }
  const { readSpecs } = await import('./read-specs.js');
  const checks = wanted.checks ?? (await import('../../core/checks/index.js')).checks;
  const { specs, errors } = await readSpecs(wanted.folder ?? OWN, checks);
  return { specs, errors };
}
