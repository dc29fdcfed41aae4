import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import { asArray, asObject, isObject, typeName } from '../wire/json.js';
import { member } from '../wire/pointer.js';
import { always, below, conditions, perhaps, schemas } from './subschemas.js';

/** An error of ajv with its path through the schema. */
export interface LocatedError {
  readonly steps: readonly string[];
  readonly keyword: string;
  readonly params: JsonObject;
  readonly node: JsonSchema;
  /** The value to which the node applied. */
  readonly value: Json;
  /** The nodes from the root to `node`. */
  readonly trail: readonly JsonSchema[];
}

/** `allOf` and `$ref` that are followed in a row to compare a value with a branch. */
const MAX_DEPTH = 8;

/**
 * Reduces the errors of a failed union to one cause. ajv reports the errors of every branch and of the union itself.
 * This keeps those of the one branch that the value resembles, or only that of the union when none or several do.
 */
export function selectBranchErrors(errors: readonly LocatedError[], root: JsonSchema): readonly LocatedError[] {
  // An error of `if` only repeats that its `then` or `else` failed.
  let rest = errors.filter((error) => error.keyword !== 'if');
  const kept: LocatedError[] = [];
  for (;;) {
    const union = outermostUnion(rest);
    if (union === undefined) return [...kept, ...rest];
    const branches = schemas(union.node[union.keyword]);
    const inside = branches.map((branch) => rest.filter((error) => isInside(error, union, branch)));
    const meant = branches.flatMap((branch, n) => (resembles(branch, root, union.value) ? [inside[n] ?? []] : []));
    const named = branches.flatMap((branch, n) => (isNamed(branch, root, union.value) ? [inside[n] ?? []] : []));
    const likely = meant.length === 0 ? named : meant;
    const chosen = likely.length === 1 ? (likely[0] ?? []) : [];
    kept.push(...(chosen.length === 0 ? [union] : selectBranchErrors(chosen, root)));
    const handled = new Set([union, ...inside.flat()]);
    rest = rest.filter((error) => !handled.has(error));
  }
}

function outermostUnion(errors: readonly LocatedError[]): LocatedError | undefined {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return unions.reduce<LocatedError | undefined>(
    (outer, union) => (outer === undefined || union.trail.length < outer.trail.length ? union : outer),
    undefined,
  );
}

function isInside(error: LocatedError, union: LocatedError, branch: JsonSchema): boolean {
  const at = error.trail.lastIndexOf(union.node);
  if (at === -1 || error.trail[at + 1] !== branch) return false;
  return union.steps.every((step, n) => error.steps[n] === step);
}

/**
 * Whether a value looks like what a branch describes: its type, constants (its own and those of its members) and
 * required members. The branch is not validated as a whole, so that an invalid value still finds its branch.
 */
export function resembles(node: JsonSchema, root: JsonSchema, value: Json, depth = 0): boolean {
  if (!isOfType(node['type'], value) || !isOneOf(node, value)) return false;
  if (isObject(value)) {
    if (asArray(node['required']).some((name) => typeof name === 'string' && member(value, name) === undefined))
      return false;
    for (const [name, property] of Object.entries(asObject(node['properties']) ?? {})) {
      const inner = member(value, name);
      if (inner !== undefined && isObject(property) && !isOneOf(property, inner)) return false;
    }
  }
  return depth > MAX_DEPTH || always(node, root).every((other) => resembles(other, root, value, depth + 1));
}

/** Whether a value names a branch, by a member such as `type` that has one value there, and may lack what it requires. */
function isNamed(node: JsonSchema, root: JsonSchema, value: Json): boolean {
  if (!isObject(value)) return false;
  const properties = [node, ...always(node, root)].flatMap((each) =>
    Object.entries(asObject(each['properties']) ?? {}),
  );
  const constants = properties.filter(([, each]) => isObject(each) && isConstant(each));
  return (
    constants.length > 0 && constants.every(([name, each]) => isObject(each) && isEqual(each, member(value, name)))
  );
}

const isConstant = (node: JsonSchema): boolean => node['const'] !== undefined || asArray(node['enum']).length === 1;

const isEqual = (node: JsonSchema, value: Json | undefined): boolean => value !== undefined && isOneOf(node, value);

function isOfType(type: Json | undefined, value: Json): boolean {
  if (type === undefined) return true;
  const actual = typeName(value);
  const expected = typeof type === 'string' ? [type] : asArray(type);
  return expected.includes(actual) || (actual === 'integer' && expected.includes('number'));
}

function isOneOf(node: JsonSchema, value: Json): boolean {
  const constant = node['const'];
  if (constant !== undefined) return isAlike(constant, value);
  return node['enum'] === undefined || asArray(node['enum']).some((each) => isAlike(each, value));
}

function isAlike(a: Json, b: Json): boolean {
  return a === b || (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null);
}

/**
 * The nodes from the root of a schema to `target` along the path of a value, each inside the one before it or behind
 * its `$ref`; null without such a way. `target` is found by identity.
 */
export function findTrail(
  root: JsonSchema,
  target: JsonSchema,
  steps: readonly string[],
): readonly JsonSchema[] | null {
  const seen = new Map<JsonSchema, Set<number>>();
  const trail: JsonSchema[] = [];

  function visit(node: JsonSchema, depth: number): boolean {
    const depths = seen.get(node) ?? new Set();
    if (depths.has(depth)) return false;
    seen.set(node, depths.add(depth));
    trail.push(node);
    const step = steps[depth];
    if (step === undefined && node === target) return true;
    if ([...always(node, root), ...perhaps(node), ...conditions(node)].some((next) => visit(next, depth))) return true;
    if (step !== undefined) {
      const items = /^\d+$/.test(step) ? below(node, step, true) : [];
      if ([...below(node, step, false), ...items].some((next) => visit(next, depth + 1))) return true;
    }
    trail.pop();
    return false;
  }

  return visit(root, 0) ? trail : null;
}
