import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '../../model/json.js';
import { makeAjv } from '../../spec/ajv.js';

/** How a value misses a schema. */
export interface Misfit {
  /** What is wrong, each in a few words: `/city must be string`. */
  readonly errors: readonly string[];
  /** Whether it merely holds members that the schema does not declare. */
  readonly undeclaredOnly: boolean;
}

/** The longest schema, as JSON, that is compiled: those of captured requests are anybody's. */
const LONGEST_SCHEMA = 50_000;

const compiled = new WeakMap<JsonSchema, ValidateFunction | null>();

/**
 * How a value misses a JSON Schema that a request carried; null where it fits, and where the schema cannot be compiled
 * (then nothing can be said).
 */
export function misfit(schema: JsonSchema, value: Json): Misfit | null {
  const validate = compile(schema);
  if (validate === null || validate(value)) return null;
  const errors = validate.errors ?? [];
  return {
    errors: errors.slice(0, 3).map((error) => {
      const named = error.keyword === 'additionalProperties' ? ` (${String(error.params['additionalProperty'])})` : '';
      return `${error.instancePath} ${error.message ?? error.keyword}${named}`.trim();
    }),
    undeclaredOnly: errors.every(
      ({ keyword }) => keyword === 'additionalProperties' || keyword === 'unevaluatedProperties',
    ),
  };
}

function compile(schema: JsonSchema): ValidateFunction | null {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  let validate: ValidateFunction | null = null;
  try {
    if (JSON.stringify(schema).length <= LONGEST_SCHEMA) validate = makeAjv(false).compile(schema);
  } catch {
    // A schema that ajv refuses: nothing can be held to it.
  }
  compiled.set(schema, validate);
  return validate;
}
