import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { memoize } from '../../core/model/memoize.js';
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

/**
 * The same validator, which also rejects members that the schema does not list. For files that this version wrote: a
 * later version may have added members.
 */
export function closedValidator(name: string): ValidateFunction {
  const validate = closedEngine(name.split('#', 1)[0] ?? name).getSchema(name);
  if (validate === undefined) throw new Error(`No schema ${name}`);
  return validate;
}

/** The engine with the closed schema of a file: what its definitions refer to is compiled once for all of them. */
const closedEngine = memoize((file: string): Ajv2020 => {
  const engine = loadAjv();
  const own = new engine.Ajv2020({ strict: false, validateSchema: false });
  engine.addFormats(own);
  return own.addSchema(closeObjects(readSchema(file)), file);
});

/** A schema in which every object that lists its members has no others. */
function closeObjects(schema: unknown): object {
  const close = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(close);
    const entries = Object.entries(value).map(([key, member]) => [key, close(member)] as const);
    const listsMembers = 'properties' in value && 'type' in value && !('additionalProperties' in value);
    return Object.fromEntries([...entries, ...(listsMembers ? [['additionalProperties', false] as const] : [])]);
  };
  return close(schema) as object;
}
