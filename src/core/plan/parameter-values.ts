import type { Mistake } from '../model/claim.js';
import type { Json, JsonSchema } from '../model/json.js';
import { always, perhaps } from '../schema/subschemas.js';
import { asArray, asNumber, asString } from '../wire/json.js';

/** A value that the schema allows or forbids, under the last part of the derived case's id. */
export interface DerivedValue {
  readonly what: string;
  readonly value: Json;
}

/** Values that the documents allow: bounds and a middle, every listed value, both booleans, a text. */
export function allowedValues(facts: ParameterFacts): readonly DerivedValue[] {
  if (facts.listed.length > 0) return facts.listed.map((value) => ({ what: slug(value), value }));
  if (isNumeric(facts)) return allowedNumbers(facts);
  if (facts.types.has('boolean')) return [true, false].map((value) => ({ what: String(value), value }));
  return facts.types.has('string') ? [{ what: 'string', value: 'conformance' }] : [];
}

/** A value that the documents forbid, and what they say instead: `maximum 2`. */
export interface ForbiddenValue extends DerivedValue {
  readonly mistake: Mistake;
  readonly documented: string;
}

/** Values that the documents forbid: outside the bounds, outside the list, of another type. */
export function forbiddenValues(facts: ParameterFacts): readonly ForbiddenValue[] {
  const step = facts.types.has('number') ? 0.5 : 1;
  const below = facts.exclusiveMinimum ?? (facts.minimum === null ? null : facts.minimum - step);
  const above = facts.exclusiveMaximum ?? (facts.maximum === null ? null : facts.maximum + step);
  const numeric = isNumeric(facts);
  const stranger = otherType(facts);
  const mistake = 'out-of-range';
  return [
    ...(numeric && isExact(below) ? [{ what: 'below-range', value: below, mistake, documented: lowest(facts) }] : []),
    ...(numeric && isExact(above) ? [{ what: 'above-range', value: above, mistake, documented: highest(facts) }] : []),
    ...(facts.listed.length > 0 && facts.types.has('string')
      ? [
          {
            what: 'unknown-value',
            value: 'no-such-value',
            mistake: 'unknown-value' as const,
            documented: `values ${facts.listed.map((value) => JSON.stringify(value)).join(', ')}`,
          },
        ]
      : []),
    ...(stranger === undefined
      ? []
      : [
          {
            what: 'wrong-type',
            value: stranger,
            mistake: 'wrong-type' as const,
            documented: `type ${[...facts.types].join(' or ')}`,
          },
        ]),
  ];
}

function lowest({ minimum, exclusiveMinimum }: ParameterFacts): string {
  return exclusiveMinimum === null ? `minimum ${minimum}` : `above ${exclusiveMinimum}`;
}

function highest({ maximum, exclusiveMaximum }: ParameterFacts): string {
  return exclusiveMaximum === null ? `maximum ${maximum}` : `below ${exclusiveMaximum}`;
}

/** The last part of an id for a listed value. */
function slug(value: Json): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase().replaceAll(/[^a-z0-9_-]+/g, '-');
}

function allowedNumbers(facts: ParameterFacts): readonly DerivedValue[] {
  const { minimum, maximum } = facts;
  return [
    ...(isExact(minimum) ? [{ what: 'min', value: minimum }] : []),
    { what: 'middle', value: middle(facts) },
    ...(isExact(maximum) ? [{ what: 'max', value: maximum }] : []),
  ];
}

/** Between the bounds, but not zero: for most parameters zero is as good as leaving them out. */
function middle(facts: ParameterFacts): number {
  const low = facts.minimum ?? facts.exclusiveMinimum;
  const high = facts.maximum ?? facts.exclusiveMaximum;
  if (!isExact(low) || !isExact(high)) return isExact(low) && low > 0 ? low + 1 : 1;
  const half = (low + high) / 2;
  const value = half === 0 ? high / 2 : half;
  return facts.types.has('number') ? value : Math.floor(value);
}

function otherType({ types }: ParameterFacts): Json | undefined {
  if (types.size === 0) return undefined;
  if (!types.has('string')) return 'two';
  return types.has('number') || types.has('integer') ? undefined : 42;
}

function isNumeric({ types }: ParameterFacts): boolean {
  return types.has('number') || types.has('integer');
}

/** A bound beyond the integers that JSON's readers share would not arrive as it was written. */
function isExact(bound: number | null): bound is number {
  return bound !== null && Math.abs(bound) <= Number.MAX_SAFE_INTEGER;
}

/** What a request schema says of one parameter, as far as values can be made of it. */
export interface ParameterFacts {
  readonly types: ReadonlySet<string>;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly exclusiveMinimum: number | null;
  readonly exclusiveMaximum: number | null;
  /** The listed values, without null; empty if none are listed. */
  readonly listed: readonly Json[];
  readonly nullable: boolean;
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
    nullable: named.includes('null') || listed.includes(null),
  };
}

function reachable(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  // Grows while it is walked: a Set visits what is added to it, and knows what it had.
  const nodes = new Set([schema]);
  for (const node of nodes) for (const next of [...always(node, root), ...perhaps(node)]) nodes.add(next);
  return [...nodes];
}
