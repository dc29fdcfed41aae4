import type { JsonSchema } from '../model/json.js';
import { asArray, asObject, asString } from '../wire/narrow.js';
import { claimOfMember } from './claim-of.js';
import { always, below, perhaps, schemas } from './subschemas.js';

/** What can be told of a schema node without a value: told once, for a stream asks it of every chunk. */
export interface NodeFacts {
  readonly claim: string | null;
  readonly always: readonly JsonSchema[];
  /** Branches of which the value decides. */
  readonly branches: readonly JsonSchema[];
  readonly condition: JsonSchema | null;
  /** Required members, with the claim of each. */
  readonly required: readonly { readonly name: string; readonly claim: string | null }[];
  /** The nodes that judge the member of that name. */
  member(name: string): readonly JsonSchema[];
  /** The nodes that judge the item at that position. */
  item(n: number): readonly JsonSchema[];
}

/** Nodes that may judge one value together, and where its members lead. */
export interface NodeGroup {
  readonly describesMembers: boolean;
  /** The claim that the first of the nodes which name one stands for. */
  readonly claim: string | null;
  /** Null where no node knows the member. */
  member(name: string): NodeGroup | null;
  item(n: number): NodeGroup | null;
}

/** Names beyond these come from a server that makes them up: they are looked up each time. */
const MOST_NAMES = 500;

const facts = new WeakMap<JsonSchema, WeakMap<JsonSchema, NodeFacts>>();
const groups = new WeakMap<JsonSchema, NodeGroup>();

/** The facts of a node of the schema `root`. */
export function factsOf(node: JsonSchema, root: JsonSchema): NodeFacts {
  const ofRoot = facts.get(root) ?? new WeakMap<JsonSchema, NodeFacts>();
  facts.set(root, ofRoot);
  const before = ofRoot.get(node);
  if (before !== undefined) return before;
  const isTuple = node['prefixItems'] !== undefined;
  const items = below(node, '0', true);
  const made: NodeFacts = {
    claim: asString(node['x-claim']),
    always: always(node, root),
    branches: [...schemas(node['anyOf']), ...schemas(node['oneOf'])],
    condition: asObject(node['if']),
    required: asArray(node['required']).flatMap((name) =>
      typeof name === 'string' ? [{ name, claim: claimOfMember(node, root, name) }] : [],
    ),
    member: remember((name) => below(node, name, false)),
    item: (n) => (isTuple ? below(node, String(n), true) : items),
  };
  ofRoot.set(node, made);
  return made;
}

/** The group of nodes that may judge the whole value. */
export function groupOf(root: JsonSchema): NodeGroup {
  const before = groups.get(root);
  if (before !== undefined) return before;
  const made = makeGroup([root], root);
  groups.set(root, made);
  return made;
}

function makeGroup(nodes: readonly JsonSchema[], root: JsonSchema): NodeGroup {
  const all = new Set(nodes);
  // A set that grows while it is walked: each node once, circles of `$ref` included.
  for (const node of all) for (const next of [...always(node, root), ...perhaps(node)]) all.add(next);
  const judging = [...all];
  const follow = (found: readonly JsonSchema[]): NodeGroup | null =>
    found.length === 0 ? null : makeGroup(found, root);
  const isTuple = judging.some((node) => node['prefixItems'] !== undefined);
  const step = remember((name) => follow(judging.flatMap((node) => below(node, name, false))));
  const place = remember((n) => follow(judging.flatMap((node) => below(node, n, true))));
  return {
    describesMembers: judging.some((node) => Object.keys(asObject(node['properties']) ?? {}).length > 0),
    claim: asString(judging.find((node) => asString(node['x-claim']) !== null)?.['x-claim']),
    member: step,
    item: (n) => place(isTuple ? String(n) : '0'),
  };
}

function remember<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = find(name);
    if (known.size < MOST_NAMES) known.set(name, found);
    return found;
  };
}
