import { describeError } from '../src/cli/shared/run-action.js';
import { tuneEngine } from '../src/cli/shared/tune-engine.js';
import { provideSchemaEngines } from '../src/io/files/schema-engines.js';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLIENTS_FILE, readClients } from '../src/io/files/load-clients.js';
import { precompile } from './precompile.js';

/** Compiles the specs, suites and client measurements of this package into a folder. Throws if one of them is invalid. */
export async function precompileOwn(into: string): Promise<void> {
  tuneEngine();
  provideSchemaEngines();
  const errors = await precompile('specs', 'suites', into);
  if (errors.length > 0) throw new Error(errors.map(describeError).join('\n'));
  const clients = readClients('clients');
  if (clients !== null) await writeFile(join(into, CLIENTS_FILE), JSON.stringify(clients));
}
