import type { SchemaMismatch } from '../../schema/validator.js';

/** Keywords about members that are not at the node which ajv reports. */
const OF_MEMBERS: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);

/**
 * One mismatch per place: null instead of a word violates `type`, `enum` and `minLength` at once, but is one mistake.
 * `type` is preferred, otherwise the first that ajv reported.
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
