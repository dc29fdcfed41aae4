import type { SchemaMismatch } from '../../schema/validator.js';

/** Keywords that speak of members which stand elsewhere than the node that they are told of. */
const OF_MEMBERS: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);

/**
 * One departure for each place: null where a word is documented breaks `type`, `enum` and `minLength` at once, and is
 * one mistake. `type` speaks before the others, else the first that ajv told.
 */
export function onePerPlace(found: readonly SchemaMismatch[]): readonly SchemaMismatch[] {
  const spoken = new Map<string, SchemaMismatch>();
  for (const each of found) {
    if (OF_MEMBERS.has(each.keyword)) continue;
    const known = spoken.get(each.pointer);
    if (known === undefined || (each.keyword === 'type' && known.keyword !== 'type')) spoken.set(each.pointer, each);
  }
  const kept = new Set(spoken.values());
  return found.filter((each) => kept.has(each) || OF_MEMBERS.has(each.keyword));
}
