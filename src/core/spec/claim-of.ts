import type { JsonSchema } from '../model/json.js';
import { asString } from '../wire/narrow.js';
import { below, refTarget } from './subschemas.js';

/** The id of the claim that a node stands for, on the node itself or behind its `$ref`; else null. */
export function claimOf(node: JsonSchema, root: JsonSchema, depth = 0): string | null {
  const own = asString(node['x-claim']);
  if (own !== null || depth > 8) return own;
  const target = refTarget(node, root);
  return target === null ? null : claimOf(target, root, depth + 1);
}

/** The claim of an object's member, whether or not the member is there; null where its node names none. */
export function claimOfMember(node: JsonSchema, root: JsonSchema, name: string): string | null {
  for (const property of below(node, name, false)) {
    const claim = claimOf(property, root);
    if (claim !== null) return claim;
  }
  return null;
}
