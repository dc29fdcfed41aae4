import type { Json, JsonObject } from '../model/json.js';
import { asArray, asObject, asString, isObject } from '../wire/json.js';

/** The content of each file of a spec and of its standards, by path. */
export type SpecFiles = ReadonlyMap<string, Json>;

/** Two digests of a spec, in hex. */
export interface SpecDigests {
  /** Of its content. Comments and the layout of a file do not change it. */
  readonly sha256: string;
  /** Of what it promises: without the addresses and lines of the quotations, and without dates. */
  readonly meaning: string;
}

/** @param digest of texts by name, in hex */
export function digestContents(files: SpecFiles, digest: (texts: ReadonlyMap<string, string>) => string): SpecDigests {
  const texts = (textOf: (name: string, value: Json) => string): ReadonlyMap<string, string> =>
    new Map([...files].map(([name, value]) => [name, textOf(name, value)]));
  return {
    sha256: digest(texts((_, value) => JSON.stringify(value))),
    meaning: digest(texts((name, value) => sortedJson(withoutPlaces(name, value)))),
  };
}

/** The words of a quotation: without its line breaks, and without the marks of what it leaves out. */
export function wordsOf(quotation: string): string {
  return quotation
    .split(/\s+/u)
    .filter((word) => word !== '' && word !== '[…]')
    .join(' ');
}

/** The keys of `spec.yaml` and `standard.yaml` that depend on where and when a document was read. */
const HEAD_PLACES = new Set(['title', 'provider', 'revision', 'docs', 'imported']);

/** The content of a file without what only says where a document was read, and when. */
function withoutPlaces(name: string, value: Json): Json {
  if (/(?:^|\/)(?:spec|standard)\.yaml$/u.test(name)) return without(value, HEAD_PLACES);
  if (!/(?:^|\/)claims\.yaml$/u.test(name)) return value;
  const claims = asArray(asObject(value)?.['claims']).flatMap((each): readonly (readonly [string, JsonObject])[] => {
    const { doc: _, line: __, quote = null, ...rest } = asObject(each) ?? {};
    const words = asString(quote);
    return [[asString(rest['id']) ?? '', { ...rest, quote: words === null ? null : wordsOf(words) }]];
  });
  return Object.fromEntries(claims);
}

function without(value: Json, keys: ReadonlySet<string>): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));
}

/** JSON with the keys of each object in order. */
function sortedJson(value: Json): string {
  return JSON.stringify(value, (_, each: Json) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
