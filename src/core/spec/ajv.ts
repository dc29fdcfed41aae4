import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/**
 * How schemas are read: JSON Schema 2020-12, every error told, each error with the schema node that it broke.
 * @param options.messages whether errors carry ajv's own sentence
 */
export function makeAjv(strict: boolean, options: { readonly messages: boolean } = { messages: true }): Ajv2020 {
  const ajv = new Ajv2020({
    strict,
    messages: options.messages,
    // Schemas are compiled at every start, and most of them judge a few hundred bodies at most.
    code: { optimize: false },
    allowUnionTypes: true,
    allErrors: true,
    verbose: true,
    // Without it a body's inherited `constructor` would count as a field that is there.
    ownProperties: true,
    logger: false,
  });
  ajv.addKeyword({ keyword: 'x-claim', schemaType: 'string' });
  formats.default(ajv);
  return ajv;
}
