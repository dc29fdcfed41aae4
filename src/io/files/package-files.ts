import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import type { JsonSchema } from '../../core/model/json.js';
import { memoize } from '../../core/model/memoize.js';

/** The folder of this package, whether this file runs from its sources or from a bundle. */
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

/** One of the JSON Schemas that the package publishes, `config.schema.json`; the same object each time. */
export const readSchema = memoize(
  // The package's own schemas are JSON.
  (name: string) => JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'schemas', name), 'utf8')) as JsonSchema,
);
