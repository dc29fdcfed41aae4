import type { SentRequest } from '../../model/exchange.js';
import type { Json, JsonObject } from '../../model/json.js';
import { asArray, isObject, parseJson } from '../../wire/json.js';
import { pointerSteps } from '../../wire/pointer.js';

/** What a request is made of, in words that are equal for what is equal. Requests are compared by them. */
export type Features = ReadonlySet<string>;

/** Deeper members are a schema or an argument of the user's own. */
const DEEPEST = 5;

/** Only this many parts of a request are compared. */
const MOST = 300;

/** Longer strings are prose, which says nothing of the kind of a request. */
const LONGEST_VALUE = 40;

/** Headers that every request carries. */
const USUAL: ReadonlySet<string> = new Set(['accept', 'user-agent', 'content-length', 'host', 'connection']);

/**
 * The members of the body by their place (positions of arrays as a star), short values with them, further headers, and
 * how the key is presented: `/temperature`, `/temperature=2`, `/stream=true`, `header accept-encoding=gzip`.
 */
export function requestFeatures(request: SentRequest): Features {
  const features = new Set<string>([`operation ${operationOf(request)}`, `auth ${request.auth.kind}`]);
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    if (!USUAL.has(lower) && value.length <= LONGEST_VALUE) features.add(`header ${lower}=${value}`);
  }
  if (request.body === null) return features;
  const parsed = parseJson(request.body);
  if (!parsed.ok) features.add('body that is not JSON');
  else addMembers(parsed.value, '', 0, features);
  return features;
}

/** Method and path: `GET /v1/models`. */
export function operationOf({ method, url }: Pick<SentRequest, 'method' | 'url'>): string {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/iu.exec(url)?.[1] ?? url;
  return `${method.toUpperCase()} ${path}`;
}

/** The operation among the features of a request; empty if it has none. */
export function operationIn(features: Features): string {
  const found = [...features].find((feature) => feature.startsWith('operation '));
  return found?.slice('operation '.length) ?? '';
}

/** The request parameter that a feature belongs to: `tool_choice` of `/tool_choice/type=function`; null for no member. */
export function parameterOf(feature: string): string | null {
  const [pointer = ''] = feature.split('=', 1);
  return pointerSteps(pointer)[0] ?? null;
}

/**
 * The member of a parameter that features name, as a person writes it: `tool_choice.type: "any"` of
 * `/tool_choice/type="any"`. Null if the parameter itself is among them.
 */
export function memberOf(parameter: string, features: readonly string[]): string | null {
  if (features.includes(`/${parameter}`)) return null;
  const schema = keywordsIn(features);
  if (schema !== null) return schema;
  const [first = ''] = features.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const [pointer = ''] = first.split('=', 1);
  const written = writtenOf(pointer);
  return first === pointer ? written : `${written}: ${first.slice(pointer.length + 1)}`;
}

/** Before the name of a keyword that a JSON Schema in a request has at any depth. */
const KEYWORD = ' keyword ';

/** The keywords of a JSON Schema that features name: `tools[].function.parameters: $ref, anyOf`. Null if they name none. */
function keywordsIn(features: readonly string[]): string | null {
  const found = features.filter((feature) => feature.includes(KEYWORD)).toSorted();
  const [first = ''] = found;
  const [at = ''] = first.split(KEYWORD, 1);
  // What is refused around the schema explains more.
  if (features.some((feature) => feature === at || at.startsWith(`${feature}/`))) return null;
  const names = found.flatMap((feature) => (feature.startsWith(`${at}${KEYWORD}`) ? feature.split(KEYWORD)[1] : []));
  return found.length === 0 ? null : `${writtenOf(at)}: ${names.join(', ')}`;
}

function writtenOf(at: string): string {
  return pointerSteps(at).join('.').replaceAll('.*', '[]');
}

/** Whether everything that one request is made of is in the other. */
export function isWithin(one: Features, other: Features): boolean {
  if (one.size > other.size) return false;
  for (const feature of one) if (!other.has(feature)) return false;
  return true;
}

/** What all have in common; nothing if there are none. */
export function common(all: readonly Features[]): Features {
  const [first, ...rest] = all;
  return new Set([...(first ?? [])].filter((feature) => rest.every((each) => each.has(feature))));
}

function addMembers(value: Json, at: string, depth: number, into: Set<string>): void {
  if (into.size >= MOST) return;
  if (at !== '') into.add(at);
  if (isObject(value) && isObject(value['properties'])) addKeywords(value, `${at}${KEYWORD}`, 0, into);
  if (typeof value !== 'object' || value === null) {
    const text = JSON.stringify(value);
    if (text.length <= LONGEST_VALUE && !/\s/u.test(text)) into.add(`${at}=${text}`);
  } else if (depth < DEEPEST) {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) addMembers(item, `${at}/*`, depth + 1, into);
    else {
      for (const [name, member] of Object.entries(value as Readonly<Record<string, Json>>))
        addMembers(member, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1, into);
    }
  }
}

/** Keywords whose members are schemas with names of the user's own. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties', '$defs', 'definitions']);

/** Keywords whose value is not a schema. */
const VALUES: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples', 'required', 'type']);

/** Schemas of requests are not nested deeper. */
const DEEPEST_SCHEMA = 12;

function addKeywords(schema: Json, start: string, depth: number, into: Set<string>): void {
  if (depth > DEEPEST_SCHEMA || into.size >= MOST || typeof schema !== 'object' || schema === null) return;
  if (Array.isArray(schema)) {
    for (const each of asArray(schema)) addKeywords(each, start, depth + 1, into);
    return;
  }
  for (const [name, value] of Object.entries(schema as JsonObject)) {
    into.add(`${start}${name}${name === 'type' && Array.isArray(value) ? ' (list)' : ''}`);
    const inner = NAMED.has(name) && isObject(value) ? Object.values(value) : VALUES.has(name) ? [] : [value];
    for (const each of inner) addKeywords(each, start, depth + 1, into);
  }
}
