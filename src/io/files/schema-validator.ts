import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { loadAjv } from './schema-engines.js';
import { readSchema } from './package-files.js';

let ajv: Ajv2020 | undefined;

/**
 * The compiled validator for one of the package's schemas.
 * @param name `report.schema.json`, or a definition in it: `results.schema.json#/$defs/runEvent`
 */
export function schemaValidator<T = unknown>(name: string): ValidateFunction<T> {
  if (ajv === undefined) {
    const engine = loadAjv();
    ajv = new engine.Ajv2020({ strict: false, validateSchema: false });
    engine.addFormats(ajv);
  }
  const file = name.split('#', 1)[0] ?? name;
  if (ajv.getSchema(file) === undefined) ajv.addSchema(readSchema(file), file);
  const validate = ajv.getSchema<T>(name);
  if (validate === undefined) throw new Error(`No schema ${name}`);
  return validate;
}
