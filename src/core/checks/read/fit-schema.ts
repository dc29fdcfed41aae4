import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
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

/** How many compiled schemas are kept: a run asks with the same few again and again. */
const KEPT = 64;

const compiled = new Map<string, ValidateFunction | null>();

/**
 * How a value misses a JSON Schema that a request carried; null where it fits, and where the schema cannot be compiled
 * (then nothing can be said).
 */
export function misfit(schema: JsonSchema, value: Json): Misfit | null {
  const validate = compile(schema);
  if (validate === null || validate(value)) return null;
  const errors = validate.errors ?? [];
  if (!isSchema(schema)) return null;
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
  let text: string;
  try {
    text = JSON.stringify(schema);
  } catch {
    return null; // Nested deeper than JSON.stringify can go.
  }
  if (text.length > LONGEST_SCHEMA) return null;
  const known = compiled.get(text);
  if (known !== undefined) return known;
  let validate: ValidateFunction | null = null;
  try {
    validate = makeAjv(false, { validateSchema: false }).compile(schema);
  } catch {
    // A schema that ajv refuses: nothing can be held to it.
  }
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(text, validate);
  return validate;
}

let metaAjv: Ajv2020 | undefined;

/**
 * Whether a schema fits the metaschema. Asked only where a value misses the schema: to compile the metaschema takes
 * longer than to judge a hundred answers, and of what fits nothing is told either way.
 */
function isSchema(schema: JsonSchema): boolean {
  metaAjv ??= makeAjv(false);
  try {
    return metaAjv.validateSchema(schema) === true;
  } catch {
    return false; // It names a metaschema that is not known.
  }
}
