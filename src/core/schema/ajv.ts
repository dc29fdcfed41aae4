import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { compilePattern } from './pattern.js';

/** How schemas are read: JSON Schema 2020-12. Validity does not depend on the options that callers add. */
const DIALECT = {
  allowUnionTypes: true,
  // Otherwise the inherited `constructor` of a body would count as one of its fields.
  ownProperties: true,
  logger: false,
} as const;

/** Options of `makeAjv`. */
export interface AjvOptions {
  /** Whether errors carry ajv's own sentence; true by default. */
  readonly messages?: boolean;
  /** Whether a schema is validated against the metaschema before it is compiled; true by default. */
  readonly validateSchema?: boolean;
  /** `own`: trusted patterns run natively. `untrusted`: patterns run in linear time, the default. */
  readonly patterns?: 'own' | 'untrusted';
}

/** Makes an ajv that compiles schemas at run time and reports every error with the schema node that it violates. */
export function makeAjv(strict: boolean, { patterns, ...options }: AjvOptions = {}): Ajv2020 {
  const code = patterns === 'own' ? {} : { regExp };
  // Most of these schemas validate a few hundred bodies at most: optimising them costs more than it saves.
  return withKeywords(
    new Ajv2020({ ...DIALECT, ...options, strict, allErrors: true, verbose: true, code: { optimize: false, ...code } }),
  );
}

// ajv wants the source code of the engine too. Only standalone code uses it, and `makeStandaloneAjv` does not set it.
const regExp = Object.assign(compilePattern, { code: 'new RegExp' });

/** Makes an ajv that compiles schemas at build time, into functions that return true or false. */
export function makeStandaloneAjv(): Ajv2020 {
  return withKeywords(new Ajv2020({ ...DIALECT, strict: true, messages: false, code: { source: true } }));
}

function withKeywords(ajv: Ajv2020): Ajv2020 {
  ajv.addKeyword({ keyword: 'x-claim', schemaType: 'string' });
  formats.default(ajv);
  return ajv;
}
