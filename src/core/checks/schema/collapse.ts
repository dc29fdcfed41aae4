import type { Spec } from '../../model/spec.js';
import type { SchemaMismatch } from '../../spec/validator.js';
import { pointer, pointerSteps } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import { weight } from '../weight.js';

/** From so many missing members on, an object lacks not a field but its form: one cause. */
const MANY = 2;

/** A departure that stands for several, with the names of the others. */
export interface Collapsed {
  readonly first: SchemaMismatch;
  /** Further members that are missing beside the first, quoted. */
  readonly beside: readonly string[];
  /** The claims of those. */
  readonly silenced: readonly string[];
}

/** Takes two or more members that one object lacks together, under the heaviest of their claims. */
export function collapse(found: readonly SchemaMismatch[], spec: Spec): readonly Collapsed[] {
  const groups = new Map<string, SchemaMismatch[]>();
  for (const each of found) {
    const steps = pointerSteps(each.pointer);
    const own = `${groups.size} ${each.pointer}`;
    const key = each.keyword === 'required' ? pointer(...steps.slice(0, -1)) : own;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < MANY) return group.map((first) => ({ first, beside: [], silenced: [] }));
    const [first, ...rest] = group.toSorted((a, b) => heaviness(b, spec) - heaviness(a, spec));
    if (first === undefined) return [];
    const beside = rest.map((each) => quote(pointerSteps(each.pointer).at(-1)));
    return [{ first, beside, silenced: rest.flatMap(({ claim }) => (claim === null ? [] : [claim])) }];
  });
}

function heaviness({ claim }: SchemaMismatch, spec: Spec): number {
  const level = spec.claims.find(({ id }) => id === claim)?.level;
  return level === undefined ? 0 : weight(level);
}
