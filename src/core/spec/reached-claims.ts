import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asString, isObject } from '../wire/narrow.js';
import { member } from '../wire/pointer.js';
import { claimOfMember } from './claim-of.js';
import { cutDeep } from './cut-deep.js';
import { fits } from './fits.js';
import { always, below, schemas } from './subschemas.js';

/**
 * The ids of the claims that a value puts to the test: those of the nodes that judge a part of it, and those of
 * required members that are not there.
 */
export function reachedClaims(schema: JsonSchema, value: Json): ReadonlySet<string> {
  const claims = new Set<string>();

  function visit(node: JsonSchema, at: Json, turns: number): void {
    const claim = asString(node['x-claim']);
    if (claim !== null) claims.add(claim);
    // A `$ref` may turn in circles on one value.
    if (turns < 32) for (const next of inForce(node, schema, at)) visit(next, at, turns + 1);
    if (Array.isArray(at)) {
      for (const [n, item] of at.entries()) for (const next of below(node, String(n), true)) visit(next, item, 0);
    } else if (isObject(at)) {
      for (const [name, inner] of Object.entries(at)) {
        for (const next of below(node, name, false)) visit(next, inner, 0);
      }
      for (const name of asArray(node['required'])) {
        if (typeof name !== 'string' || member(at, name) !== undefined) continue;
        const absent = claimOfMember(node, schema, name);
        if (absent !== null) claims.add(absent);
      }
    }
  }

  visit(schema, cutDeep(value), 0);
  return claims;
}

function inForce(node: JsonSchema, root: JsonSchema, value: Json): readonly JsonSchema[] {
  const branches = [...schemas(node['anyOf']), ...schemas(node['oneOf'])].filter((each) => fits(each, root, value));
  const condition = node['if'];
  const outcome = isObject(condition) ? node[fits(condition, root, value) ? 'then' : 'else'] : undefined;
  return [...always(node, root), ...branches, ...(isObject(outcome) ? [outcome] : [])];
}
