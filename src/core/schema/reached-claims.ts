import type { Json, JsonSchema } from '../model/json.js';
import { MOST_ENTRIES } from '../model/tolerances.js';
import { isObject, MAX_DEPTH } from '../wire/json.js';
import { factsBelow, type NodeFacts } from './schema-facts.js';
import { resembles } from './union-errors.js';

/** Nodes that are followed in a row on one value: a `$ref` may be cyclic. */
const MAX_TURNS = 32;

/** The ids of the claims that a value tests: those of nodes that apply to a part of it, and of missing required members. */
export function reachedClaims(schema: JsonSchema, value: Json): ReadonlySet<string> {
  return addReachedClaims(new Set(), schema, value);
}

/** Adds the claims that a value tests to a set. */
export function addReachedClaims(claims: Set<string>, schema: JsonSchema, value: Json): ReadonlySet<string> {
  const factsOf = factsBelow(schema);

  function visit(node: JsonSchema, at: Json, depth: number, turns: number): void {
    const facts = factsOf(node);
    if (facts.claim !== null) claims.add(facts.claim);
    if (turns < MAX_TURNS) for (const next of applicable(node, facts, schema, at)) visit(next, at, depth, turns + 1);
    if (typeof at !== 'object' || at === null || depth === MAX_DEPTH) return;
    if (!isObject(at)) {
      for (let n = 0; n < Math.min(at.length, MOST_ENTRIES); n++)
        for (const next of facts.item(n)) visit(next, at[n] ?? null, depth + 1, 0);
      return;
    }
    for (const name of Object.keys(at))
      for (const next of facts.member(name)) visit(next, at[name] ?? null, depth + 1, 0);
    for (const { name, claim } of facts.required) if (claim !== null && !Object.hasOwn(at, name)) claims.add(claim);
  }

  visit(schema, value, 0, 0);
  return claims;
}

function applicable(node: JsonSchema, facts: NodeFacts, root: JsonSchema, value: Json): readonly JsonSchema[] {
  const { condition, branches } = facts;
  if (condition === null && branches.length === 0) return facts.always;
  const outcome = condition === null ? undefined : node[resembles(condition, root, value) ? 'then' : 'else'];
  return [
    ...facts.always,
    ...branches.filter((each) => resembles(each, root, value)),
    ...(isObject(outcome) ? [outcome] : []),
  ];
}
