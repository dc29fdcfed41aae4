import type { Ajv2020 } from 'ajv/dist/2020.js';
import { compilePattern } from './pattern.js';

/** The parts of ajv and ajv-formats that compile schemas. */
export interface SchemaEngine {
  readonly Ajv2020: typeof Ajv2020;
  /** Adds the formats of JSON Schema. */
  readonly addFormats: (ajv: Ajv2020) => unknown;
}

let loadEngine: () => SchemaEngine = () => {
  throw new Error('No schema engine: call setSchemaEngine first');
};

/**
 * Sets how ajv is loaded. Core loads no module on demand, and loading ajv takes about 60 ms, so `io` provides the loader.
 * It is called for every ajv that is made.
 */
export function setSchemaEngine(load: () => SchemaEngine): void {
  loadEngine = load;
}

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
  /** Whether schemas may refer to the metaschema; true by default. It takes about 30 ms to add. */
  readonly meta?: boolean;
  /** `own`: trusted patterns run natively. `untrusted`: patterns run in linear time, the default. */
  readonly patterns?: 'own' | 'untrusted';
}

/** Makes an ajv that compiles schemas at run time and reports every error with the schema node that it violates. */
export function makeAjv(strict: boolean, { patterns, ...options }: AjvOptions = {}): Ajv2020 {
  const code = patterns === 'own' ? {} : { regExp };
  // Most of these schemas validate a few hundred bodies at most: optimising them costs more than it saves.
  return makeWith({ ...options, strict, allErrors: true, verbose: true, code: { optimize: false, ...code } });
}

// ajv wants the source code of the engine too. Only standalone code uses it, and `makeStandaloneAjv` does not set it.
const regExp = Object.assign(compilePattern, { code: 'new RegExp' });

/**
 * Makes an ajv that compiles schemas at build time, into functions that return true or false.
 * @param strict false for foreign schemas, such as the parameters of a tool
 */
export function makeStandaloneAjv(strict = true): Ajv2020 {
  return makeWith({ strict, messages: false, code: { source: true } });
}

function makeWith(options: ConstructorParameters<typeof Ajv2020>[0]): Ajv2020 {
  const engine = loadEngine();
  const ajv = new engine.Ajv2020({ ...DIALECT, ...options });
  ajv.addKeyword({ keyword: 'x-claim', schemaType: 'string' });
  ajv.addKeyword({ keyword: 'x-unsent', schemaType: 'boolean' });
  engine.addFormats(ajv);
  return ajv;
}
