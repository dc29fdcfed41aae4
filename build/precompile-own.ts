import { describeError } from '../src/cli/shared/run-action.js';
import { provideSchemaEngines } from '../src/io/files/schema-engines.js';
import { precompile } from './precompile.js';

/** Compiles the specs and suites of this package into a folder. Throws if one of them is invalid. */
export async function precompileOwn(into: string): Promise<void> {
  provideSchemaEngines();
  const errors = await precompile('specs', 'suites', into);
  if (errors.length > 0) throw new Error(errors.map(describeError).join('\n'));
}
