import type { ErrorObject } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import { asString } from '../wire/narrow.js';
import { pointer, pointerSteps } from '../wire/pointer.js';
import { makeAjv } from './ajv.js';
import { claimOfMember } from './claim-of.js';
import { cutDeep } from './cut-deep.js';
import { findCircle } from './find-circle.js';
import { findTrail } from './find-trail.js';
import { settleBranches, type Located } from './settle-branches.js';

/** One way in which a value departs from a schema. */
export interface SchemaMismatch {
  /** Where in the value (RFC 6901). For a missing member: where it would stand. */
  readonly pointer: string;
  /** The keyword of JSON Schema that was broken: `required`, `type`, `const`, `enum`, `minimum`, `anyOf` … */
  readonly keyword: string;
  /** What ajv says of the keyword: `{missingProperty}`, `{type}`, `{allowedValue}`, `{limit, comparison}` … */
  readonly params: JsonObject;
  /** The schema node whose keyword was broken. */
  readonly node: JsonSchema;
  /** The claim of the missing member's node, or of the nearest enclosing node that names one; else null. */
  readonly claim: string | null;
}

/** A compiled schema. */
export interface Validator {
  /**
   * Every mismatch between the value and the schema, one a cause: where no branch of an `anyOf` or `oneOf` holds, those
   * of the branch that the value was plainly meant for, else the `anyOf` itself. Never throws; the value may be
   * anything, nested as deeply as it likes.
   */
  validate(value: Json): readonly SchemaMismatch[];
  /** Whether there is no mismatch, which is cheaper to say. */
  fits(value: Json): boolean;
}

// One cause repeated in every item of a huge array tells nothing new after this many.
const MOST = 2000;

const known = new WeakMap<JsonSchema, Validator>();
const compiledAhead = new WeakMap<JsonSchema, (value: Json) => boolean>();
const ajvs = new Map<boolean, Ajv2020>();

/**
 * Gives a schema a function that was compiled from it ahead of time and says whether a value fits. Only where one does
 * not is the schema compiled, to tell why.
 */
export function adoptCompiled(schema: JsonSchema, fits: (value: Json) => boolean): void {
  compiledAhead.set(schema, fits);
}

/**
 * Compiles a JSON Schema 2020-12, once for each schema object.
 * @param options `strict: false` for schemas that are not ours (a tool's parameters), which may say what ajv's strict
 *   mode does not know.
 * @throws Error where the schema does not compile; schemas of a loaded spec do
 */
export function compileSchema(schema: JsonSchema, options: { readonly strict: boolean } = { strict: true }): Validator {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const fits = compiledAhead.get(schema);
  let tell = fits === undefined ? compile(schema, options.strict) : null;
  const validator: Validator = {
    fits: (value) => (fits === undefined ? validator.validate(value).length === 0 : fits(cutDeep(value))),
    validate(value) {
      const shallow = cutDeep(value);
      if (fits?.(shallow) === true) return [];
      tell ??= compile(schema, options.strict);
      return tell(shallow);
    },
  };
  known.set(schema, validator);
  return validator;
}

/** A schema as it is compiled: without its $id, so that two versions of one can live side by side; `$ref`s stay within the file. */
export function withoutId(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$id'));
}

function compile(schema: JsonSchema, strict: boolean): Validator['validate'] {
  const root = withoutId(schema);
  const ajv = ajvs.get(strict) ?? makeAjv(strict, { messages: false });
  ajvs.set(strict, ajv);
  const circle = findCircle(root);
  if (circle !== null) throw new Error(`the schema turns in a circle at ${pointer(...circle.path)}`);
  const check = ajv.compile(root);
  ajv.removeSchema(root);
  return (value) => {
    if (check(value)) return [];
    const located = (check.errors ?? []).slice(0, MOST).map((error) => locate(error, root));
    return settleBranches(located, root).map((each) => describe(each, root));
  };
}

function locate(error: ErrorObject, root: JsonSchema): Located {
  // ajv hands back parts of the schema and the value that it was given, which are JSON.
  const node = error.parentSchema as JsonSchema;
  const steps = pointerSteps(error.instancePath);
  return {
    steps,
    keyword: error.keyword,
    params: error.params as JsonObject,
    node,
    value: error.data as Json,
    trail: findTrail(root, node, steps) ?? [node],
  };
}

function describe(located: Located, root: JsonSchema): SchemaMismatch {
  const { keyword, params, node } = located;
  const missing = asString(params['missingProperty']);
  const steps = missing === null ? located.steps : [...located.steps, missing];
  const own = missing === null ? null : claimOfMember(node, root, missing);
  return { pointer: pointer(...steps), keyword, params, node, claim: own ?? enclosingClaim(located.trail) };
}

function enclosingClaim(trail: readonly JsonSchema[]): string | null {
  for (const node of trail.toReversed()) {
    const claim = asString(node['x-claim']);
    if (claim !== null) return claim;
  }
  return null;
}
