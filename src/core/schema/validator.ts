import type { ErrorObject } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import { memoize } from '../model/memoize.js';
import { MOST_ENTRIES, MOST_MISMATCHES } from '../model/tolerances.js';
import { asArray, asString, isObject, limitDepth, limitItems } from '../wire/json.js';
import { pointer, pointerSteps } from '../wire/pointer.js';
import { makeAjv } from './ajv.js';
import { findCycle } from './schema-nodes.js';
import { claimOfMember } from './subschemas.js';
import { findTrail, selectBranchErrors, type LocatedError } from './union-errors.js';

/** One way in which a value violates a schema. */
export interface SchemaMismatch {
  /** A pointer into the value (RFC 6901). For a missing member: its own pointer. */
  readonly pointer: string;
  /** The keyword of JSON Schema that was violated: `required`, `type`, `const`, `enum`, `minimum`, `anyOf` … */
  readonly keyword: string;
  /** ajv's parameters of the keyword: `{missingProperty}`, `{type}`, `{allowedValue}`, `{limit, comparison}` … */
  readonly params: JsonObject;
  /** The schema node whose keyword was violated. */
  readonly node: JsonSchema;
  /** The claim of the missing member's node, or of the nearest enclosing node that names one; else null. */
  readonly claim: string | null;
  /** Whether it is at a member that its object may lack. */
  readonly optional: boolean;
}

/** A compiled schema. */
export interface Validator {
  /**
   * Every mismatch between the value and the schema, one for each cause. When no branch of an `anyOf` or `oneOf`
   * matches: those of the branch that the value resembles, else one for the union. Never throws, whatever the value is
   * and however deep.
   */
  validate(value: Json): readonly SchemaMismatch[];
  /** Whether there is no mismatch; cheaper than `validate`. */
  fits(value: Json): boolean;
}

type IsValid = (value: Json) => boolean;

const precompiled = new WeakMap<JsonSchema, IsValid>();

/**
 * Registers the function that the build compiled from a schema. The schema itself is only compiled to explain why a
 * value is invalid.
 */
export function adoptCompiled(schema: JsonSchema, isValid: IsValid): void {
  precompiled.set(schema, isValid);
}

/**
 * Registers a schema that differs from a compiled one in lacking some properties: both judge an object without them alike.
 */
export function adoptWithout(schema: JsonSchema, complete: JsonSchema, lacking: ReadonlySet<string>): void {
  const isValid = precompiled.get(complete);
  if (isValid === undefined) return;
  let explain: Validator['validate'] | null = null;
  precompiled.set(schema, (value) => {
    if (!isObject(value) || !Object.keys(value).some((name) => lacking.has(name))) return isValid(value);
    explain ??= compile(schema);
    return explain(value).length === 0;
  });
}

/**
 * Compiles a JSON Schema 2020-12 in ajv's strict mode, once for each schema object.
 * @throws Error for a schema that does not compile; the schemas of a loaded spec do
 */
export const compileSchema = memoize((schema: JsonSchema): Validator => {
  const isValid = precompiled.get(schema);
  let explain = isValid === undefined ? compile(schema) : null;
  const validator: Validator = {
    fits: (value) => (isValid === undefined ? validator.validate(value).length === 0 : isValid(limitDepth(value))),
    validate(value) {
      const shallow = limitDepth(value);
      if (isValid?.(shallow) === true) return [];
      explain ??= compile(schema);
      // The items of a huge array usually repeat one cause.
      const short = limitItems(shallow, MOST_ENTRIES);
      const found = short === shallow ? [] : explain(short);
      return found.length > 0 ? found : explain(shallow);
    },
  };
  return validator;
});

/** A schema without its `$id`, so that ajv can hold two versions of it. */
export function withoutId(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$id'));
}

let ajv: Ajv2020 | undefined;

function compile(schema: JsonSchema): Validator['validate'] {
  const root = withoutId(schema);
  ajv ??= makeAjv(true, { messages: false });
  const cycle = findCycle(root);
  if (cycle !== null) throw new Error(`the schema has a cycle at ${pointer(...cycle.path)}`);
  const validate = ajv.compile(root);
  ajv.removeSchema(root);
  return (value) => {
    if (validate(value)) return [];
    const located = (validate.errors ?? []).slice(0, MOST_MISMATCHES).map((error) => locate(error, root));
    return selectBranchErrors(located, root).map((each) => describe(each, root));
  };
}

function locate(error: ErrorObject, root: JsonSchema): LocatedError {
  // ajv returns parts of the schema and of the value, which are JSON.
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

function describe(located: LocatedError, root: JsonSchema): SchemaMismatch {
  const { keyword, params, node } = located;
  const missing = asString(params['missingProperty']);
  const steps = missing === null ? located.steps : [...located.steps, missing];
  const own = missing === null ? null : claimOfMember(node, root, missing);
  const claim = own ?? enclosingClaim(located.trail);
  return { pointer: pointer(...steps), keyword, params, node, claim, optional: isOptional(located) };
}

/** The nearest enclosing node with the last member of the pointer as a property decides. */
function isOptional({ steps, trail }: LocatedError): boolean {
  const name = steps.at(-1) ?? '';
  const holder = trail.findLast(({ properties }) => isObject(properties) && Object.hasOwn(properties, name));
  return holder !== undefined && !asArray(holder['required']).includes(name);
}

function enclosingClaim(trail: readonly JsonSchema[]): string | null {
  for (const node of trail.toReversed()) {
    const claim = asString(node['x-claim']);
    if (claim !== null) return claim;
  }
  return null;
}
