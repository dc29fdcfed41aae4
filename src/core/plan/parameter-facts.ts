import type { Json, JsonSchema } from '../model/json.js';
import { always, perhaps } from '../schema/subschemas.js';
import { asArray, asNumber, asString } from '../wire/json-guards.js';

/** What a request schema says of one parameter, as far as values can be made of it. */
export interface ParameterFacts {
  readonly types: ReadonlySet<string>;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly exclusiveMinimum: number | null;
  readonly exclusiveMaximum: number | null;
  /** The listed values, without null; empty where none are listed. */
  readonly listed: readonly Json[];
}

/** Reads a parameter's schema, through references and branches. */
export function parameterFacts(schema: JsonSchema, root: JsonSchema): ParameterFacts {
  const nodes = reachable(schema, root);
  const first = (key: string): number | null =>
    nodes.map((node) => asNumber(node[key])).find((value) => value !== null) ?? null;
  const listed = nodes.flatMap((node) => [
    ...asArray(node['enum']),
    ...(node['const'] === undefined ? [] : [node['const']]),
  ]);
  const named = nodes.flatMap((node) => asString(node['type']) ?? asArray(node['type']).map(String));
  return {
    types: new Set(named.length > 0 ? named : listed.map((value) => typeof value)),
    minimum: first('minimum'),
    maximum: first('maximum'),
    exclusiveMinimum: first('exclusiveMinimum'),
    exclusiveMaximum: first('exclusiveMaximum'),
    listed: [...new Set(listed)].filter((value) => value !== null),
  };
}

function reachable(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  // Grows while it is walked: a Set visits what is added to it, and knows what it had.
  const nodes = new Set([schema]);
  for (const node of nodes) for (const next of [...always(node, root), ...perhaps(node)]) nodes.add(next);
  return [...nodes];
}
