import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonSchema } from '../../core/model/json.js';
import { PACKAGE_FOLDER } from './package-folder.js';

const FOLDER = join(PACKAGE_FOLDER, 'schemas');

const read = new Map<string, Promise<JsonSchema>>();

/** One of the JSON Schemas that the package publishes, `config.schema.json`; the same object each time. */
export function readSchema(name: string): Promise<JsonSchema> {
  // The cast stands at the border: the package's own schemas are JSON.
  const schema = read.get(name) ?? readFile(join(FOLDER, name), 'utf8').then((text) => JSON.parse(text) as JsonSchema);
  read.set(name, schema);
  return schema;
}
