import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { boundedPattern } from './bounded-pattern.js';

/** How schemas are read: JSON Schema 2020-12. What is accepted does not depend on what is told of the rest. */
const READING = {
  allowUnionTypes: true,
  // Without it a body's inherited `constructor` would count as a field that is there.
  ownProperties: true,
  logger: false,
} as const;

/**
 * For schemas that are compiled at a start: every error told, each with the schema node that it broke.
 * @param options.messages whether errors carry ajv's own sentence; they do where it is left out
 * @param options.validateSchema whether a schema that is compiled is held to the metaschema first, which has to be
 *   compiled for it; it is where it is left out
 */
export function makeAjv(
  strict: boolean,
  options: { readonly messages?: boolean; readonly validateSchema?: boolean } = {},
): Ajv2020 {
  // Most schemas that are compiled at a start judge a few hundred bodies at most.
  return withWords(
    new Ajv2020({ ...READING, ...options, strict, allErrors: true, verbose: true, code: { optimize: false, regExp } }),
  );
}

/** ajv asks for the code of the engine too, which stands in no function that is compiled at a start. */
const regExp = Object.assign(boundedPattern, { code: 'new RegExp' });

/** For schemas that are compiled ahead of time, to functions that say yes or no. */
export function makeAjvAhead(): Ajv2020 {
  return withWords(new Ajv2020({ ...READING, strict: true, messages: false, code: { source: true } }));
}

function withWords(ajv: Ajv2020): Ajv2020 {
  ajv.addKeyword({ keyword: 'x-claim', schemaType: 'string' });
  formats.default(ajv);
  return ajv;
}
