import { createRequire } from 'node:module';
import { setSchemaEngine, type SchemaEngine } from '../../core/schema/ajv.js';
import { setPatternEngine, type PatternEngine } from '../../core/schema/pattern.js';

const load = createRequire(import.meta.url);

/** ajv, which takes about 60 ms to load. A run whose responses conform compiles no schema. */
export const loadAjv = (): SchemaEngine => ({
  ...(load('ajv/dist/2020.js') as Pick<SchemaEngine, 'Ajv2020'>),
  addFormats: (load('ajv-formats') as { readonly default: SchemaEngine['addFormats'] }).default,
});

/**
 * Lets core load ajv when it compiles the first schema, and re2js when it matches the first pattern of a schema. Every
 * entry point of the package calls it.
 */
export function provideSchemaEngines(): void {
  setSchemaEngine(loadAjv);
  setPatternEngine(() => (load('re2js') as { readonly RE2JS: PatternEngine }).RE2JS);
}
