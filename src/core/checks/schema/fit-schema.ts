import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '../../model/json.js';
import { makeAjv } from '../../schema/ajv.js';
import { countVisits } from './count-visits.js';

/** How a value misses a schema. */
export interface Misfit {
  /** What is wrong, each in a few words: `/city must be string`. */
  readonly errors: readonly string[];
}

/** The longest schema, as JSON, that is compiled: those of captured requests are anybody's. */
const LONGEST_SCHEMA = 50_000;

/** The longest value, as JSON, that is held to one: some keywords take the square of its length. */
const LONGEST_VALUE = 20_000;

/** So many nodes of a schema may judge one place of a value. */
const MOST_VISITS = 5000;

/** How many compiled schemas are kept: a run asks with the same few again and again. */
const KEPT = 64;

const compiled = new Map<string, ValidateFunction | null>();

/**
 * How a value misses a JSON Schema that a request carried; null where it fits, and where nothing can be said: the schema
 * cannot be compiled, or to hold the value to it would take more than what is in reason.
 */
export function misfit(schema: JsonSchema, value: Json): Misfit | null {
  const validate = compile(schema);
  if (validate === null || fits(validate, schema, value)) return null;
  const errors = validate.errors ?? [];
  if (!isSchema(schema)) return null;
  return {
    errors: errors.slice(0, 3).map((error) => {
      const named = error.keyword === 'additionalProperties' ? ` (${String(error.params['additionalProperty'])})` : '';
      return `${error.instancePath} ${error.message ?? error.keyword}${named}`.trim();
    }),
  };
}

function fits(validate: ValidateFunction, schema: JsonSchema, value: Json): boolean {
  try {
    return isTooMuch(schema, value) || validate(value);
  } catch {
    return true; // Nested deeper than the stack.
  }
}

function isTooMuch(schema: JsonSchema, value: Json): boolean {
  return (written(value)?.length ?? Infinity) > LONGEST_VALUE || countVisits(schema, depthOf(value)) > MOST_VISITS;
}

function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** As JSON; null where it is nested deeper than JSON.stringify can go. */
function written(value: Json | JsonSchema): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function compile(schema: JsonSchema): ValidateFunction | null {
  const text = written(schema);
  if (text === null || text.length > LONGEST_SCHEMA) return null;
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
 * Whether a schema fits the metaschema. Called only if a value does not fit the schema: compiling the metaschema takes
 * longer than judging a hundred answers, and a value that fits is not reported in either case.
 */
function isSchema(schema: JsonSchema): boolean {
  metaAjv ??= makeAjv(false, { patterns: 'own' });
  try {
    return metaAjv.validateSchema(schema) === true;
  } catch {
    return false; // It names a metaschema that is not known.
  }
}
