import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '../../model/json.js';
import { makeAjv } from '../../schema/ajv.js';
import { always, perhaps, refTarget } from '../../schema/subschemas.js';
import { asArray, asObject, isObject } from '../../wire/json.js';

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

type IsValid = (value: Json) => boolean;

const compiled = new Map<string, ValidateFunction | null>();
let loadReady: () => ReadonlyMap<string, IsValid> = () => new Map();
let ready: ReadonlyMap<string, IsValid> | undefined;

/**
 * Sets the functions that the build compiled from schemas, by the JSON text of the schema. Such a schema is only compiled
 * to explain why a value does not fit.
 * @param load called when the first value is held to a schema
 */
export function adoptRequested(load: () => ReadonlyMap<string, IsValid>): void {
  loadReady = load;
  ready = undefined;
}

/** The schemas that values were held to, as JSON texts. */
export function requestedSchemas(): readonly string[] {
  return [...compiled].flatMap(([text, validate]) => (validate === null ? [] : [text]));
}

/**
 * How a value misses a JSON Schema that a request carried; null if it fits, and if nothing can be said: the schema
 * cannot be compiled, or to hold the value to it would take more than what is in reason.
 */
export function misfit(schema: JsonSchema, value: Json): Misfit | null {
  const text = written(schema);
  if (text === null || text.length > LONGEST_SCHEMA) return null;
  ready ??= loadReady();
  const isValid = ready.get(text);
  if (isValid !== undefined && fits(isValid, schema, value)) return null;
  const validate = compile(text, schema);
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

function fits(validate: IsValid, schema: JsonSchema, value: Json): boolean {
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

/** As JSON; null if it is nested deeper than JSON.stringify can go. */
function written(value: Json | JsonSchema): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

function compile(text: string, schema: JsonSchema): ValidateFunction | null {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  let validate: ValidateFunction | null = null;
  try {
    validate = makeAjv(false, { validateSchema: false, meta: false }).compile(schema);
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

/**
 * How many nodes of a schema judge one place of a value at most, where the value is nested `depth` levels deep. References
 * that fan out double it level by level, as aliases of YAML do. Infinity if it refers to itself without going into
 * the value, and if a reference cannot be followed.
 */
export function countVisits(root: JsonSchema, depth: number): number {
  const known = new Map<JsonSchema, Map<number, number>>();

  function visits(node: JsonSchema, left: number): number {
    const counts = known.get(node) ?? new Map<number, number>();
    known.set(node, counts);
    const count = counts.get(left);
    if (count !== undefined) return count;
    // A reference back to this node before it is counted is a cycle.
    counts.set(left, Infinity);
    const unknown = '$ref' in node && refTarget(node, root) === null;
    const here = [...always(node, root), ...perhaps(node), ...among(node, 'if', 'not', 'dependentSchemas')];
    const below = left === 0 ? 0 : Math.max(inObject(node, left - 1), inArray(node, left - 1));
    const found = unknown || '$dynamicRef' in node ? Infinity : 1 + sum(here, left) + below;
    counts.set(left, found);
    return found;
  }

  const sum = (nodes: readonly JsonSchema[], left: number): number =>
    nodes.reduce((total, each) => total + visits(each, left), 0);
  const most = (nodes: readonly JsonSchema[], left: number): number =>
    Math.max(0, ...nodes.map((each) => visits(each, left)));
  // A member has one name, and a pattern or several that match it; an item one position.
  const inObject = (node: JsonSchema, left: number): number =>
    most(under(node['properties']), left) +
    sum(under(node['patternProperties']), left) +
    sum(among(node, 'additionalProperties', 'unevaluatedProperties', 'propertyNames'), left);
  const inArray = (node: JsonSchema, left: number): number =>
    most([...asArray(node['prefixItems']).filter(isObject), ...among(node, 'items')], left) +
    sum(among(node, 'contains', 'unevaluatedItems'), left);

  return visits(root, depth);
}

/** The schemas under these keywords: one, or one for each name. */
function among(node: JsonSchema, ...keywords: readonly string[]): readonly JsonSchema[] {
  return keywords.flatMap((keyword) => (keyword === 'dependentSchemas' ? under(node[keyword]) : one(node[keyword])));
}

function under(value: Json | undefined): readonly JsonSchema[] {
  return Object.values(asObject(value) ?? {}).flatMap(one);
}

function one(value: Json | undefined): readonly JsonSchema[] {
  return isObject(value) ? [value] : [];
}

/**
 * The offset behind the first complete JSON object or array that a text begins with (after white space); null if it
 * begins otherwise or never closes. Counts brackets outside of strings: linear, and content to be approximate.
 */
export function endOfFirstValue(text: string): number | null {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = depth > 0;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (depth <= 0) return depth < 0 ? null : at + 1;
    } else if (depth === 0 && character !== undefined && !/\s/.test(character)) return null;
  }
  return null;
}
