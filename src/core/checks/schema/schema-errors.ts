import type { Mismatch } from '../../dialect/messages.js';
import { codeOf, type SchemaCode } from '../../schema/mismatch-code.js';
import type { SchemaMismatch } from '../../schema/validator.js';
import { asArray, asString, isObject } from '../../wire/json.js';
import { placeOf } from '../../wire/place.js';
import { member, pointer, pointerSteps, valueAt } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import type { Document } from './document.js';
import type { Json, JsonSchema } from '../../model/json.js';
import type { Spec } from '../../model/spec.js';
import { levelRank } from '../../model/claim.js';
import { dialectOf } from '../../dialect/index.js';
import { FEWEST_ABSENT, FEWEST_SCATTERED } from '../../model/tolerances.js';

/**
 * A departure from a schema as the check `schema` reports it.
 * @param others the members that are missing, or null, in the same way
 */
export function toMismatch(
  found: SchemaMismatch,
  document: Document,
  spec: Spec,
  others: readonly string[] = [],
): Mismatch<SchemaCode> {
  const extra = asString(found.params['additionalProperty']) ?? asString(found.params['unevaluatedProperty']);
  const where = extra === null ? found.pointer : pointer(...pointerSteps(found.pointer), extra);
  const value = valueAt(document.value, where);
  return {
    code: codeOf(found, value),
    args: {
      pointer: where,
      allowed: expectation(found),
      value,
      parent: valueAt(document.value, parentOf(where)),
      others,
    },
    at: placeOf(document.chunk, where),
    claim: found.claim ?? undefined,
    level: isHarmlessNull(found, value, spec) ? 'should' : undefined,
  };
}

function parentOf(at: string): string {
  return at.slice(0, Math.max(0, at.lastIndexOf('/')));
}

/** Clients read null for an optional member as its absence, except in the members that the dialect names. */
function isHarmlessNull({ optional, pointer: at }: SchemaMismatch, value: Json | undefined, spec: Spec): boolean {
  const name = pointerSteps(at).at(-1) ?? '';
  return optional && value === null && !dialectOf(spec).breakingNulls.includes(name);
}

function expectation({ keyword, params, node, pointer: at }: SchemaMismatch): string {
  switch (keyword) {
    case 'required':
    case 'dependentRequired': {
      const property = member(node['properties'], pointerSteps(at).at(-1) ?? '');
      return isObject(property) ? describeSchema(property) : 'a value';
    }
    case 'type':
      return describeType(params['type'] ?? null);
    case 'const':
    case 'enum':
      return describeSchema(node);
    case 'anyOf':
    case 'oneOf':
      return [
        ...new Set(asArray(node[keyword]).map((branch) => (isObject(branch) ? describeSchema(branch) : 'a value'))),
      ].join(' or ');
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'documented fields only';
    case 'minLength':
      return node[keyword] === 1 ? 'a string that is not empty' : `at least ${quote(node[keyword])} characters`;
    case 'minItems':
      return `at least ${quote(node[keyword])} of them`;
    case 'pattern':
      return `a string of the form ${quote(node[keyword])}`;
    default:
      return `a value with ${keyword} ${quote(node[keyword])}`;
  }
}

const NAMES: ReadonlyMap<string, string> = new Map<string, string>([
  ['null', 'null'],
  ['boolean', 'true or false'],
  ['integer', 'an integer'],
  ['number', 'a number'],
  ['string', 'a string'],
  ['array', 'an array'],
  ['object', 'an object'],
]);

/** What a schema node requires, in a few words: `an integer`, `"stop" or "length"`, `a string or null`. */
export function describeSchema(node: JsonSchema): string {
  const constant = node['const'];
  if (constant !== undefined) return quote(constant);
  const values = node['enum'];
  if (values !== undefined) return either(asArray(values).map((each) => quote(each)));
  return node['type'] === undefined ? 'a documented value' : describeType(node['type']);
}

/** The types that a `type` keyword allows, in words. */
export function describeType(type: Json): string {
  const types = typeof type === 'string' ? [type] : asArray(type).map((each) => asString(each) ?? '');
  return either(types.map((each) => NAMES.get(each) ?? 'a documented value'));
}

function either(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? 'nothing') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

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
  const isScattered = found.filter(({ keyword }) => keyword === 'required').length >= FEWEST_SCATTERED;
  const groups = new Map<string, SchemaMismatch[]>();
  for (const each of found) {
    const object = pointer(...pointerSteps(each.pointer).slice(0, -1));
    const isNull = each.keyword === 'type' && each.pointer !== '' && valueAt(value, each.pointer) === null;
    const missing = `missing ${isScattered ? '' : object}`;
    const key = each.keyword === 'required' ? missing : isNull ? `null ${object}` : `${groups.size} ${each.pointer}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()].flatMap((group) => {
    if (group.length < FEWEST_ABSENT) return group.map((first) => ({ first, others: [], claims: [] }));
    const [first, ...rest] = group.toSorted((a, b) => heaviness(b, value, spec) - heaviness(a, value, spec));
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

function heaviness(found: SchemaMismatch, value: Json, spec: Spec): number {
  const level = spec.claims.find(({ id }) => id === found.claim)?.level;
  const rank = level === undefined ? 0 : levelRank(level);
  const isHarmless = isHarmlessNull(found, valueAt(value, found.pointer), spec);
  return isHarmless ? Math.min(rank, levelRank('should')) : rank;
}

/** Keywords about members that are not at the node which ajv reports. */
const OF_MEMBERS: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties']);

/**
 * One mismatch per place: null instead of a word violates `type`, `enum` and `minLength` at once, but is one mistake.
 * `type` is preferred, otherwise the first that ajv reported.
 */
export function onePerPlace(found: readonly SchemaMismatch[]): readonly SchemaMismatch[] {
  const byPlace = new Map<string, SchemaMismatch>();
  for (const each of found) {
    if (OF_MEMBERS.has(each.keyword)) continue;
    const known = byPlace.get(each.pointer);
    if (known === undefined || (each.keyword === 'type' && known.keyword !== 'type')) byPlace.set(each.pointer, each);
  }
  const kept = new Set(byPlace.values());
  return found.filter((each) => kept.has(each) || OF_MEMBERS.has(each.keyword));
}
