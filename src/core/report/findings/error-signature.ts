import type { Json } from '../../model/json.js';
import { asArray, asObject, asString, parseJson } from '../../wire/json.js';
import { member } from '../../wire/pointer.js';

/** The parts of an error response that identify its cause. */
export interface ErrorSignature {
  /** Equal for responses with one cause: the status and the body without ids, numbers, times and values of the request. */
  readonly signature: string;
  /** The same, whatever the order of members and the white space of a JSON body. */
  readonly canonical: string;
  /** The server's own words; null if the body has none. Never trusted. */
  readonly message: string | null;
  /** The parameter that the server names; null if it names none. */
  readonly parameter: string | null;
  /** Whether the body is a JSON document. */
  readonly json: boolean;
}

/** This many characters of a body are compared to distinguish errors. */
const LONGEST = 2000;

/** Shorter strings of a request are names and enumerations, which an error is about; longer ones are the user's own. */
const SHORTEST_VALUE = 16;

const VARIABLE: readonly (readonly [RegExp, string])[] = [
  [/("(?:request|trace|span|correlation|event|ray)[-_]?id"\s*:\s*)"[^"]*"/giu, '$1"<id>"'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?/gu, '<time>'],
  [/\b(?:mon|tue|wed|thu|fri|sat|sun), \d{1,2} \w{3} \d{4} [\d:]+ gmt/giu, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu, '<id>'],
  [/\b(?=[\w-]*\d)[a-z]+[-_][A-Za-z0-9]{10,}\b/gu, '<id>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/giu, '<id>'],
  [/\b(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]{16,}\b/gu, '<id>'],
  [/-?\d+(?:\.\d+)?/gu, '<n>'],
];

/** Reads an error response. Values of `requestBody` in the error are ignored. */
export function readError(status: number, text: string, requestBody: string | null): ErrorSignature {
  const cut = text.slice(0, LONGEST);
  const parsed = parseJson(text);
  const json = parsed.ok;
  const values = valuesOf(requestBody);
  const bare = json ? withoutInput(parsed.value) : null;
  const shown = bare === null ? cut : JSON.stringify(bare).slice(0, LONGEST);
  const signature = `${status} ${normalise(json ? shown : withoutMarkup(cut), values)}`;
  return {
    signature,
    canonical: json ? `${status} ${normalise(sorted(bare ?? parsed.value).slice(0, LONGEST), values)}` : signature,
    message: (json ? messageOf(parsed.value) : titleOf(cut))?.slice(0, LONGEST) ?? null,
    parameter: json ? parameterNamed(parsed.value) : null,
    json,
  };
}

/** The errors of FastAPI repeat the value of the request as `input`: the error without it; null for any other error. */
function withoutInput(value: Json): Json | null {
  const details = member(value, 'detail');
  if (!Array.isArray(details) || !details.some((each) => member(each, 'input') !== undefined)) return null;
  const bare = details.map((each) => {
    const { input: _input, ...rest } = asObject(each) ?? {};
    return rest;
  });
  return { ...asObject(value), detail: bare };
}

/** A value as JSON, the members of objects in the order of their names. */
function sorted(value: Json): string {
  return JSON.stringify(value, (_name, each: Json) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function normalise(text: string, values: readonly string[]): string {
  let normal = text.replaceAll(/\s+/gu, ' ').trim();
  for (const value of values) normal = normal.replaceAll(value, '<value>');
  for (const [pattern, name] of VARIABLE) normal = normal.replaceAll(pattern, name);
  return normal;
}

/** The long strings of a request, longest first, as they are written in JSON. */
function valuesOf(body: string | null): readonly string[] {
  const parsed = body === null ? null : parseJson(body);
  if (parsed?.ok !== true) return [];
  const values = new Set<string>();
  const walk = (value: Json, depth: number): void => {
    if (values.size > 200 || depth > 8) return;
    if (typeof value === 'string') {
      if (value.length >= SHORTEST_VALUE && value.length <= LONGEST) {
        values.add(value.replaceAll(/\s+/gu, ' '));
        values.add(JSON.stringify(value).slice(1, -1));
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const each of Object.values(value as Readonly<Record<string, Json>>)) walk(each, depth + 1);
    }
  };
  walk(parsed.value, 0);
  return [...values].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

function withoutMarkup(text: string): string {
  return text.replaceAll(/<[^<>]*>/gu, ' ');
}

/** What a page of a proxy calls itself, else its first words. */
function titleOf(text: string): string | null {
  const title = /<title[^>]*>([^<]*)</iu.exec(text)?.[1]?.trim();
  const words = title === undefined || title === '' ? withoutMarkup(text).replaceAll(/\s+/gu, ' ').trim() : title;
  return words === '' ? null : words;
}

/** The forms in which servers word an error: OpenAI's, FastAPI's, RFC 9457's, and bare strings. */
function messageOf(value: Json): string | null {
  const detail = member(value, 'detail');
  const texts = [
    member(member(value, 'error'), 'message'),
    member(value, 'message'),
    member(value, 'error'),
    member(asArray(detail)[0], 'msg'),
    member(asArray(member(member(value, 'message'), 'detail'))[0], 'msg'),
    detail,
    member(value, 'title'),
    value,
  ];
  return texts.map(asString).find((text) => text !== null && text.trim() !== '') ?? null;
}

function parameterNamed(value: Json): string | null {
  const error = asObject(member(value, 'error')) ?? value;
  const [detail] = asArray(member(value, 'detail'));
  const named = asString(member(error, 'param')) ?? asString(asArray(member(detail, 'loc')).at(-1));
  return named === null || named === '' ? null : named;
}
