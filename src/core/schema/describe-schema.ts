import type { Json, JsonSchema } from '../model/json.js';
import { asArray, asNumber, asObject, asString, isObject } from '../wire/json.js';
import { quote } from '../wire/quote.js';
import { always, perhaps } from './subschemas.js';

/** `$ref`s and unions that are followed from one node. */
const MOST_DEPTH = 8;

/** The values of an enumeration that are written out. */
const MOST_VALUES = 8;

/** Lists a node and every node that applies to the same value, always or perhaps. */
function nodesAt(node: JsonSchema, root: JsonSchema, depth = 0): readonly JsonSchema[] {
  if (depth > MOST_DEPTH) return [];
  const others = [...always(node, root), ...perhaps(node)];
  return [node, ...others.flatMap((each) => nodesAt(each, root, depth + 1))];
}

/** Lists a node and every node that always applies to the same value. */
function certainNodes(node: JsonSchema, root: JsonSchema, depth = 0): readonly JsonSchema[] {
  if (depth > MOST_DEPTH) return [];
  return [node, ...always(node, root).flatMap((each) => certainNodes(each, root, depth + 1))];
}

/** What a schema says of one value, in a few words: `number 0…2 or null`, `"low", "high"`. */
export function describeSchema(node: JsonSchema, root: JsonSchema): string {
  const nodes = nodesAt(node, root);
  const types = new Set(nodes.flatMap(({ type }) => [type ?? []].flat().map(String)));
  const values = new Map(nodes.flatMap(valuesOf).map((value) => [JSON.stringify(value), value]));
  const isNullable = [types.delete('null'), values.delete('null')].includes(true);
  const listed = [...values.values()].slice(0, MOST_VALUES).map((value) => quote(value, 40));
  const left = values.size - listed.length;
  const enumeration = left > 0 ? `${listed.join(', ')} and ${left} more` : listed.join(', ');
  const open = [...types].filter((type) => values.size === 0 || type !== 'string');
  const words = [...open, ...(enumeration === '' ? [] : [enumeration])].join(' or ');
  const range = rangeOf(nodes);
  return [
    words === '' ? 'any value' : words,
    ...(range === '' ? [] : [range]),
    ...(isNullable ? ['or null'] : []),
  ].join(' ');
}

const valuesOf = (node: JsonSchema): readonly Json[] =>
  node['const'] === undefined ? asArray(node['enum']) : [node['const']];

function rangeOf(nodes: readonly JsonSchema[]): string {
  const bound = (...names: readonly string[]): number | null => {
    const found = nodes.flatMap((node) => names.flatMap((name) => asNumber(node[name]) ?? []));
    return found[0] ?? null;
  };
  const write = (least: number | null, most: number | null, unit: string): readonly string[] => {
    if (least === null && most === null) return [];
    if (least === null) return [`≤ ${most}${unit}`];
    return [most === null ? `≥ ${least}${unit}` : `${least}…${most}${unit}`];
  };
  return [
    ...write(bound('minimum', 'exclusiveMinimum'), bound('maximum', 'exclusiveMaximum'), ''),
    ...write(bound('minItems'), bound('maxItems'), ' items'),
    ...write(bound('minLength'), bound('maxLength'), ' characters'),
  ].join(', ');
}

/** A member that a schema describes. */
export interface DescribedMember {
  /** `items[].text` */
  readonly path: string;
  readonly words: string;
  readonly isRequired: boolean;
}

/**
 * Lists the members that a schema describes, in its order, with those inside of them.
 * @param levels how many names a path may have
 */
export function describeMembers(root: JsonSchema, levels: number): readonly DescribedMember[] {
  const members = new Map<string, DescribedMember>();
  const walk = (node: JsonSchema, prefix: string, left: number): void => {
    if (left === 0) return;
    const required = new Set(
      certainNodes(node, root).flatMap((each) => asArray(each['required']).flatMap((name) => asString(name) ?? [])),
    );
    for (const each of nodesAt(node, root)) {
      for (const [name, value] of Object.entries(asObject(each['properties']) ?? {})) {
        const inner = asObject(value);
        const path = prefix === '' ? name : `${prefix}.${name}`;
        if (inner === null || members.has(path)) continue;
        members.set(path, { path, words: describeSchema(inner, root), isRequired: required.has(name) });
        walk(inner, path, left - 1);
        for (const item of nodesAt(inner, root)
          .map(({ items }) => items)
          .filter(isObject))
          walk(item, `${path}[]`, left - 1);
      }
    }
  };
  walk(root, '', levels);
  return [...members.values()];
}
