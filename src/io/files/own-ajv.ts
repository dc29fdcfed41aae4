import { Ajv2020 } from 'ajv/dist/2020.js';

/** For the schemas of the files that we write and read, which stand in our sources: they are not held to the metaschema. */
export function makeOwnAjv(): Ajv2020 {
  return new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTuples: false,
    allowUnionTypes: true,
    validateSchema: false,
  });
}
