import type { Json } from '../../model/json.js';
import type { Spec } from '../../model/spec.js';
import type { SchemaMismatch } from '../../schema/validator.js';
import { pointer, pointerSteps, valueAt } from '../../wire/pointer.js';
import { levelRank } from '../../model/level.js';

/** From so many members on that one object lacks, or has as null, it lacks not a field but its form: one cause. */
const MANY = 2;
/** From so many members on that a document lacks in several of its objects, it was written to another form. */
const MANY_IN_ALL = 3;

/** One mismatch that represents several, with the names of the others. */
export interface Collapsed {
  readonly first: SchemaMismatch;
  /** The other members that depart in the same way: names, or pointers in another object. */
  readonly others: readonly string[];
  /** The claims of those. */
  readonly claims: readonly string[];
}

/** Takes members together that one object lacks, or has as null, under the heaviest of their claims. */
export function collapse(found: readonly SchemaMismatch[], value: Json, spec: Spec): readonly Collapsed[] {
  const isScattered = found.filter(({ keyword }) => keyword === 'required').length >= MANY_IN_ALL;
  const groups = new Map<string, SchemaMismatch[]>();
  for (const each of found) {
    const object = pointer(...pointerSteps(each.pointer).slice(0, -1));
    const isNull = each.keyword === 'type' && each.pointer !== '' && valueAt(value, each.pointer) === null;
    const missing = `missing ${isScattered ? '' : object}`;
    const key = each.keyword === 'required' ? missing : isNull ? `null ${object}` : `${groups.size} ${each.pointer}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < MANY) return group.map((first) => ({ first, others: [], claims: [] }));
    const [first, ...rest] = group.toSorted((a, b) => heaviness(b, spec) - heaviness(a, spec));
    if (first === undefined) return [];
    const others = rest.map((each) => nameOf(each.pointer, first.pointer));
    return [{ first, others, claims: rest.flatMap(({ claim }) => (claim === null ? [] : [claim])) }];
  });
}

/** The name of a member of the same object, the pointer of one elsewhere. */
function nameOf(other: string, first: string): string {
  const steps = pointerSteps(other);
  const isSibling = pointer(...steps.slice(0, -1)) === pointer(...pointerSteps(first).slice(0, -1));
  return (isSibling ? steps.at(-1) : undefined) ?? other;
}

function heaviness({ claim }: SchemaMismatch, spec: Spec): number {
  const level = spec.claims.find(({ id }) => id === claim)?.level;
  return level === undefined ? 0 : levelRank(level);
}
