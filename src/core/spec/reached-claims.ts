import type { Json, JsonSchema } from '../model/json.js';
import { isObject } from '../wire/narrow.js';
import { cutDeep } from './cut-deep.js';
import { fits } from './fits.js';
import { factsOf, type NodeFacts } from './schema-steps.js';

/**
 * The ids of the claims that a value puts to the test: those of the nodes that judge a part of it, and those of
 * required members that are not there.
 */
export function reachedClaims(schema: JsonSchema, value: Json): ReadonlySet<string> {
  const claims = new Set<string>();

  function visit(node: JsonSchema, at: Json, turns: number): void {
    const facts = factsOf(node, schema);
    if (facts.claim !== null) claims.add(facts.claim);
    // A `$ref` may turn in circles on one value.
    if (turns < 32) for (const next of inForce(node, facts, schema, at)) visit(next, at, turns + 1);
    if (typeof at !== 'object' || at === null) return;
    if (!isObject(at)) {
      for (const [n, item] of at.entries()) for (const next of facts.item(n)) visit(next, item, 0);
      return;
    }
    for (const name of Object.keys(at)) for (const next of facts.member(name)) visit(next, at[name] ?? null, 0);
    for (const { name, claim } of facts.required) if (claim !== null && !Object.hasOwn(at, name)) claims.add(claim);
  }

  visit(schema, cutDeep(value), 0);
  return claims;
}

function inForce(node: JsonSchema, facts: NodeFacts, root: JsonSchema, value: Json): readonly JsonSchema[] {
  const { condition, branches } = facts;
  if (condition === null && branches.length === 0) return facts.always;
  const outcome = condition === null ? undefined : node[fits(condition, root, value) ? 'then' : 'else'];
  return [
    ...facts.always,
    ...branches.filter((each) => fits(each, root, value)),
    ...(isObject(outcome) ? [outcome] : []),
  ];
}
