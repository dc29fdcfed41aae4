import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { JsonSchema } from '../../core/model/json.js';

/** The folder of this package, whether this file stands in its sources or in a bundle. */
export const PACKAGE_FOLDER = dirname(createRequire(import.meta.url).resolve('llm-conformance/package.json'));

const manifest = createRequire(import.meta.url)('llm-conformance/package.json') as {
  readonly name: string;
  readonly version: string;
};

/** The tool as reports name it. */
export const TOOL: { readonly name: string; readonly version: string } = {
  name: manifest.name,
  version: manifest.version,
};

const FOLDER = join(PACKAGE_FOLDER, 'schemas');

const read = new Map<string, Promise<JsonSchema>>();

/** One of the JSON Schemas that the package publishes, `config.schema.json`; the same object each time. */
export function readSchema(name: string): Promise<JsonSchema> {
  // The cast stands at the border: the package's own schemas are JSON.
  const schema = read.get(name) ?? readFile(join(FOLDER, name), 'utf8').then((text) => JSON.parse(text) as JsonSchema);
  read.set(name, schema);
  return schema;
}
