import type { JsonSchema } from '../model/json.js';
import { memoize } from '../model/memoize.js';
import { asArray, asObject, asString } from '../wire/json.js';
import { always, below, claimOfMember, perhaps, schemas } from './subschemas.js';

/** What is known about a schema node without a value. Computed once, because a stream needs it for every chunk. */
export interface NodeFacts {
  readonly claim: string | null;
  readonly always: readonly JsonSchema[];
  /** `anyOf` and `oneOf`: the value decides which of them applies. */
  readonly branches: readonly JsonSchema[];
  readonly condition: JsonSchema | null;
  /** Required members, with the claim of each. */
  readonly required: readonly { readonly name: string; readonly claim: string | null }[];
  /** The nodes that apply to the member of that name. */
  member(name: string): readonly JsonSchema[];
  /** The nodes that apply to the item at that position. */
  item(n: number): readonly JsonSchema[];
}

/** The nodes that may apply to one value, and those that may apply to its members and items. */
export interface NodeGroup {
  readonly describesMembers: boolean;
  /** The claim of the first node that names one. */
  readonly claim: string | null;
  /** Null when no node describes the member. */
  member(name: string): NodeGroup | null;
  item(n: number): NodeGroup | null;
}

/** Names that are cached for a node. More names than this are invented by the server. */
const MAX_NAMES = 500;

/** The facts about the nodes of the schema `root`. */
export const factsBelow = memoize((root: JsonSchema) => memoize((node: JsonSchema) => findFacts(node, root)));

function findFacts(node: JsonSchema, root: JsonSchema): NodeFacts {
  const isTuple = node['prefixItems'] !== undefined;
  const items = below(node, '0', true);
  return {
    claim: asString(node['x-claim']),
    always: always(node, root),
    branches: [...schemas(node['anyOf']), ...schemas(node['oneOf'])],
    condition: asObject(node['if']),
    required: asArray(node['required']).flatMap((name) =>
      typeof name === 'string' ? [{ name, claim: claimOfMember(node, root, name) }] : [],
    ),
    member: cacheByName((name) => below(node, name, false)),
    item: (n) => (isTuple ? below(node, String(n), true) : items),
  };
}

/** The group of nodes that may apply to the value as a whole. */
export const groupOf: (root: JsonSchema) => NodeGroup = memoize((root) => makeGroup([root], root));

function makeGroup(nodes: readonly JsonSchema[], root: JsonSchema): NodeGroup {
  const all = new Set(nodes);
  // The set grows during the loop. It visits each node once, also in cycles of `$ref`.
  for (const node of all) for (const next of [...always(node, root), ...perhaps(node)]) all.add(next);
  const applying = [...all];
  const groupOrNull = (found: readonly JsonSchema[]): NodeGroup | null =>
    found.length === 0 ? null : makeGroup(found, root);
  const isTuple = applying.some((node) => node['prefixItems'] !== undefined);
  const memberGroup = cacheByName((name) => groupOrNull(applying.flatMap((node) => below(node, name, false))));
  const itemGroup = cacheByName((n) => groupOrNull(applying.flatMap((node) => below(node, n, true))));
  return {
    describesMembers: applying.some((node) => Object.keys(asObject(node['properties']) ?? {}).length > 0),
    claim: asString(applying.find((node) => asString(node['x-claim']) !== null)?.['x-claim']),
    member: memberGroup,
    item: (n) => itemGroup(isTuple ? String(n) : '0'),
  };
}

function cacheByName<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = find(name);
    if (known.size < MAX_NAMES) known.set(name, found);
    return found;
  };
}
