import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import { fits } from './fits.js';
import { schemas } from './subschemas.js';

/** An error of ajv with the way through the schema that led to it. */
export interface Located {
  readonly steps: readonly string[];
  readonly keyword: string;
  readonly params: JsonObject;
  readonly node: JsonSchema;
  /** The value that the node judged. */
  readonly value: Json;
  /** The nodes from the root to `node`. */
  readonly trail: readonly JsonSchema[];
}

/**
 * Where no branch of a union holds, ajv tells the errors of every branch and of the union: one cause, many errors.
 * Keeps those of the one branch that fits the value's sort, or the union's own where none does or several do.
 */
export function settleBranches(errors: readonly Located[], root: JsonSchema): readonly Located[] {
  // `if` only repeats that its `then` or `else` failed.
  let rest = errors.filter((error) => error.keyword !== 'if');
  const kept: Located[] = [];
  for (;;) {
    const union = outermostUnion(rest);
    if (union === undefined) return [...kept, ...rest];
    const branches = schemas(union.node[union.keyword]);
    const inside = branches.map((branch) => rest.filter((error) => isInside(error, union, branch)));
    const meant = branches.flatMap((branch, n) => (fits(branch, root, union.value) ? [inside[n] ?? []] : []));
    const chosen = meant.length === 1 ? (meant[0] ?? []) : [];
    const settled = chosen.length === 0 ? [union] : settleBranches(chosen, root);
    kept.push(...settled);
    const told = new Set([union, ...inside.flat()]);
    rest = rest.filter((error) => !told.has(error));
  }
}

function outermostUnion(errors: readonly Located[]): Located | undefined {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return unions.reduce<Located | undefined>(
    (outer, union) => (outer === undefined || union.trail.length < outer.trail.length ? union : outer),
    undefined,
  );
}

function isInside(error: Located, union: Located, branch: JsonSchema): boolean {
  const at = error.trail.lastIndexOf(union.node);
  if (at === -1 || error.trail[at + 1] !== branch) return false;
  return union.steps.every((step, n) => error.steps[n] === step);
}
