import { defined } from '../model/defined.js';
import type { Json, JsonObject } from '../model/json.js';
import { wordsOf } from '../spec/digest-contents.js';
import { schemaNodes } from '../schema/schema-nodes.js';
import { asArray, asObject, asString, isObject } from '../wire/json.js';
import { valueAt } from '../wire/pointer.js';
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
      return [String(id), { ...rest, words: plainWords(asString(words) ?? ''), schema: nodes.get(String(id)) ?? [] }];
    }),
    ...HEAD_KEYS.flatMap((key): readonly [string, JsonObject][] =>
      head[key] === undefined ? [] : [[`spec.yaml ${key}`, { value: head[key] }]],
    ),
  ]);
}

/** The words of quoted lines without what YAML and JSON leave to the writer: quotation marks, block marks, `2.0` for `2`. */
function plainWords(quotation: string): string {
  const text = quotation.replaceAll(/[\\'"]/gu, '').replaceAll(/(?<=:\s)[>|][-+]?\s/gu, '');
  return wordsOf(text.replaceAll(/\b(\d+)\.0\b/gu, '$1'));
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
      if (claim !== null) add(claim, withoutClaimed(inlined(node, value)));
    }
  }
  // A parameter has no `x-claim`: its claim is held by the requests that use it.
  const request = asObject(contents.get('request.schema.json')) ?? {};
  const parameters = asObject(request['properties']) ?? {};
  for (const claim of asArray(asObject(contents.get('claims.yaml'))?.['claims'])) {
    const { id, heldBy } = asObject(claim) ?? {};
    const [holder] = asArray(heldBy).flatMap((each) => asString(asObject(each)?.['feature']) ?? []);
    if (typeof id === 'string' && holder !== undefined && Object.hasOwn(parameters, holder))
      add(id, inlined(parameters[holder] ?? null, request));
  }
  return nodes;
}

/** `$ref`s that are followed in each other. */
const MAX_REFS = 8;

/**
 * A value without `$ref`s to schemas that have no claim, and with "or null" written as a type: a document that moves a schema
 * to another place says what it said before.
 */
function inlined(value: Json, root: JsonObject, refs = 0): Json {
  if (Array.isArray(value)) return value.map((each: Json) => inlined(each, root, refs));
  if (!isObject(value)) return value;
  const { $ref, ...siblings } = value;
  const target = typeof $ref === 'string' && refs < MAX_REFS ? asObject(valueAt(root, $ref.replace(/^#/u, ''))) : null;
  if (target !== null && !isClaimed(target)) return inlined({ ...target, ...siblings }, root, refs + 1);
  const inner = Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inlined(each, root, refs)]));
  return withNullType(inner);
}

/** `anyOf` of a type and null as a list of types. */
function withNullType(node: JsonObject): JsonObject {
  const { anyOf, ...rest } = node;
  const [form, other, ...more] = asArray(anyOf).toSorted((a, b) => Number(isNull(a)) - Number(isNull(b)));
  const type = asString(asObject(form)?.['type']);
  if (!isNull(other) || more.length > 0 || type === null || rest['type'] !== undefined) return node;
  const values = asObject(form)?.['enum'];
  const list = values === undefined ? undefined : [...asArray(values), null];
  return { ...asObject(form), ...defined({ enum: list }), ...rest, type: [type, 'null'] };
}

const isNull = (value: Json | undefined): boolean => isSame(value, { type: 'null' });

function withoutClaimed(value: Json): Json {
  if (Array.isArray(value)) return value.filter((each: Json) => !isClaimed(each)).map(withoutClaimed);
  if (!isObject(value)) return value;
  const own = Object.entries(value).filter(([name, inner]) => name !== 'required' && !isClaimed(inner));
  return Object.fromEntries(own.map(([name, inner]) => [name, withoutClaimed(inner)]));
}

const isClaimed = (value: Json): boolean => isObject(value) && value['x-claim'] !== undefined;

const MOST_DIFFERENCES = 3;

/** The first differences: the keywords of the schema, else the quoted words. */
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
  for (const key of ['schema', 'value', 'level', 'heldBy', 'uncheckable']) collect(was[key], is[key], key);
  // The sentence about a member says whether it is required; all others follow from the schema or the words.
  if (differences.length === 0 && asString(was['says'])?.startsWith('`') === true)
    collect(was['says'], is['says'], 'says');
  if (differences.length === 0) return describeWords(asString(was['words']) ?? '', asString(is['words']) ?? '');
  const left = differences.length - MOST_DIFFERENCES;
  return `${differences.slice(0, MOST_DIFFERENCES).join('; ')}${left > 0 ? `; and ${left} more` : ''}`;
}

/** The first place where two texts differ, with the words around it. */
function describeWords(was: string, is: string): string {
  const [before, after] = [was.split(/\s+/u), is.split(/\s+/u)];
  const same = before.findIndex((word, n) => word !== after[n]);
  const from = Math.max(0, (same === -1 ? before.length : same) - WORDS_BEFORE);
  const [old, now] = [before, after].map((words) => `${from > 0 ? '… ' : ''}${words.slice(from).join(' ')}`);
  return `words: ${quote(old ?? '', MOST_WORDS)} → ${quote(now ?? '', MOST_WORDS)}`;
}

/** Words that are shown before the first one that differs. */
const WORDS_BEFORE = 3;

/** Characters of each text. */
const MOST_WORDS = 90;

const show = (value: Json | undefined): string => (value === undefined ? 'absent' : quote(value, 60));
