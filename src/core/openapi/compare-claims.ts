import type { Json, JsonObject } from '../model/json.js';
import { wordsOf } from '../spec/digest-contents.js';
import { schemaNodes } from '../schema/schema-nodes.js';
import { asArray, asObject, asString, isObject } from '../wire/json.js';
import { quote } from '../wire/quote.js';
import { isSame } from './merge-json.js';

/** The content of the files of a spec, by name: `claims.yaml`, `response.schema.json`. */
export type SpecContents = ReadonlyMap<string, Json>;

/** One thing that a document says in another way than before. */
export interface DocumentChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** A claim, or a key of `spec.yaml`. */
  readonly at: string;
  /** `maximum: 2 → 1` */
  readonly what: string;
}

/** What a document says, and what holds it: the parts of its claims and of the head that can be compared. */
type Statements = ReadonlyMap<string, JsonObject>;

/** The keys of `spec.yaml` that follow from what the document says, not from when it was read. */
const HEAD_KEYS = ['dialect', 'baseUrl', 'path', 'modelsPath', 'auth', 'models', 'features', 'terminator'];

/** Compares two imports claim by claim. Lines that only moved are no change. */
export function compareContents(before: SpecContents, after: SpecContents): readonly DocumentChange[] {
  const [old, now] = [statementsOf(before), statementsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((at): readonly DocumentChange[] => {
    const [was, is] = [old.get(at), now.get(at)];
    if (was === undefined || is === undefined) {
      const what = asString((is ?? was)?.['says']) ?? '';
      return [{ change: was === undefined ? 'added' : 'removed', at, what }];
    }
    return isSame(was, is) ? [] : [{ change: 'changed', at, what: describeDifference(was, is) }];
  });
}

/** What the spec says at a place that `compareContents` names; undefined if nothing. */
export function statementsOf(contents: SpecContents): Statements {
  const nodes = nodesOf(contents);
  const claims = asArray(asObject(contents.get('claims.yaml'))?.['claims']).filter((each) => isObject(each));
  const head = asObject(contents.get('spec.yaml')) ?? {};
  return new Map([
    ...claims.map((claim): [string, JsonObject] => {
      const { line: _, id, quote: words, ...rest } = claim;
      return [String(id), { ...rest, words: wordsOf(asString(words) ?? ''), schema: nodes.get(String(id)) ?? [] }];
    }),
    ...HEAD_KEYS.flatMap((key): readonly [string, JsonObject][] =>
      head[key] === undefined ? [] : [[`spec.yaml ${key}`, { value: head[key] }]],
    ),
  ]);
}

/** The schema nodes of each claim, without what the claims of its members say. */
function nodesOf(contents: SpecContents): ReadonlyMap<string, readonly Json[]> {
  const nodes = new Map<string, Json[]>();
  const add = (claim: string, node: Json): void => {
    nodes.set(claim, [...(nodes.get(claim) ?? []), node]);
  };
  for (const [name, value] of contents) {
    if (!name.endsWith('.schema.json') || !isObject(value)) continue;
    for (const { node } of schemaNodes(value)) {
      const claim = asString(node['x-claim']);
      if (claim !== null) add(claim, withoutClaimed(node));
    }
  }
  // A parameter has no `x-claim`: its claim is held by the requests that use it.
  const parameters = asObject(asObject(contents.get('request.schema.json'))?.['properties']) ?? {};
  for (const claim of asArray(asObject(contents.get('claims.yaml'))?.['claims'])) {
    const { id, heldBy } = asObject(claim) ?? {};
    const [holder] = asArray(heldBy).flatMap((each) => asString(asObject(each)?.['feature']) ?? []);
    if (typeof id === 'string' && holder !== undefined && Object.hasOwn(parameters, holder))
      add(id, parameters[holder] ?? null);
  }
  return nodes;
}

function withoutClaimed(value: Json): Json {
  if (Array.isArray(value)) return value.filter((each: Json) => !isClaimed(each)).map(withoutClaimed);
  if (!isObject(value)) return value;
  const own = Object.entries(value).filter(([name, inner]) => name !== 'required' && !isClaimed(inner));
  return Object.fromEntries(own.map(([name, inner]) => [name, withoutClaimed(inner)]));
}

const isClaimed = (value: Json): boolean => isObject(value) && value['x-claim'] !== undefined;

const MOST_DIFFERENCES = 3;

/** The first differences in words: the keywords of the schema, else the sentence, else the quotation. */
function describeDifference(was: JsonObject, is: JsonObject): string {
  const differences: string[] = [];
  const collect = (a: Json | undefined, b: Json | undefined, name: string): void => {
    if (isSame(a, b)) return;
    const [before, after] = [asObject(a), asObject(b)];
    if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
      a.forEach((each: Json, n) => collect(each, asArray(b)[n], name));
    else if (before === null || after === null) differences.push(`${name}: ${show(a)} → ${show(b)}`);
    else
      for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) collect(before[key], after[key], key);
  };
  for (const key of ['schema', 'value', 'says', 'level', 'heldBy', 'uncheckable']) collect(was[key], is[key], key);
  if (differences.length === 0) return 'other words';
  const left = differences.length - MOST_DIFFERENCES;
  return `${differences.slice(0, MOST_DIFFERENCES).join('; ')}${left > 0 ? `; and ${left} more` : ''}`;
}

const show = (value: Json | undefined): string => (value === undefined ? 'absent' : quote(value, 60));
