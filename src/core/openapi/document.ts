import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Json, JsonObject } from '../model/json.js';
import { fail, ok, type Result } from '../model/result.js';
import { fileError } from '../spec/source.js';
import { asString, isDeep, isObject } from '../wire/json.js';
import { pointer, pointerSteps, type Path } from '../wire/pointer.js';

/** A value of an OpenAPI document and its place: a JSON Pointer. */
export interface Located {
  readonly value: Json;
  readonly pointer: string;
}

/** The first and the last line of something, from 1. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** An OpenAPI document with the lines of its values. */
export interface OpenApiDocument {
  /** The path as the user knows it. */
  readonly file: string;
  readonly value: JsonObject;
  /** `3.0.3`. */
  readonly version: string;
  readonly lines: readonly string[];
  /** The lines of a member with its key, or of an item. */
  linesOf(at: string): LineRange;
}

/** Follows `$ref`s inside a document. */
export interface References {
  /** The value behind a chain of `$ref`s; the value itself if it is none; null if a `$ref` leads nowhere. */
  follow(at: Located): Located | null;
}

/** `$ref`s that are followed in a row. */
const MAX_REFS = 32;

/** Aliases in a YAML document: a few are usual, many thousand are an attack. */
const MAX_ALIASES = 1000;

/** Parses an OpenAPI 3 document in YAML or JSON. Never throws. */
export function parseOpenApi(text: string, file: string): Result<OpenApiDocument> {
  const counter = new LineCounter();
  let parsed: Document;
  let value: Json;
  try {
    parsed = parseDocument(text, { lineCounter: counter, logLevel: 'silent', prettyErrors: false });
    const [error] = parsed.errors;
    if (error !== undefined) {
      const { line, col } = counter.linePos(error.pos[0]);
      return fail([{ ...fileError(file, `It is neither YAML nor JSON: ${error.message}.`), line, column: col }]);
    }
    value = parsed.toJS({ maxAliasCount: MAX_ALIASES }) as Json;
  } catch (problem) {
    // Too many aliases, or nested too deep for the parser.
    return fail([fileError(file, problem instanceof Error ? problem.message : String(problem))]);
  }
  if (!isObject(value) || isDeep(value)) return fail([fileError(file, 'It is no OpenAPI document.')]);
  const version = asString(value['openapi']);
  if (version === null || !/^3\.[0-2](?:\.|$)/u.test(version)) {
    const found = version ?? asString(value['swagger']);
    const hint = 'Supported: OpenAPI 3.0, 3.1 and 3.2. Convert other versions first.';
    return fail([
      fileError(file, `It is no OpenAPI 3 document${found === null ? '' : `, but version ${found}`}.`, hint),
    ]);
  }
  const lines = text.split(/\r\n|\r|\n/u);
  return ok({ file, value, version, lines, linesOf: (at) => findLines(parsed, counter, pointerSteps(at)) });
}

function findLines(parsed: Document, counter: LineCounter, path: Path): LineRange {
  let node: unknown = parsed.contents;
  let start = 0;
  let end = rangeEnd(node) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(parsed);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      start = rangeStart(pair.key) ?? start;
      end = rangeEnd(pair.value) ?? rangeEnd(pair.key) ?? end;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      start = rangeStart(node) ?? start;
      end = rangeEnd(node) ?? end;
    } else break;
  }
  return { first: counter.linePos(start).line, last: Math.max(1, counter.linePos(Math.max(start, end - 1)).line) };
}

function rangeStart(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

/** The end of a value without the comments and blank lines behind it. */
function rangeEnd(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[1] : undefined;
}

/**
 * Follows `$ref`s of a document.
 * @param resolve the value behind a `$ref` text; undefined when nothing is there
 */
export function makeReferences(
  document: Pick<OpenApiDocument, 'value'>,
  resolve: (ref: string) => Json | undefined,
): References {
  const places = new WeakMap<object, string>();
  collectPlaces(document.value, '', places);
  return {
    follow(at) {
      let { value, pointer: place } = at;
      for (let n = 0; n < MAX_REFS; n += 1) {
        const ref = isObject(value) ? asString(value['$ref']) : null;
        if (ref === null) return { value, pointer: place };
        // Other files are not read.
        const target = ref.startsWith('#') ? resolve(ref) : undefined;
        if (target === undefined) return null;
        place = (typeof target === 'object' && target !== null ? places.get(target) : undefined) ?? decodeRef(ref);
        value = target;
      }
      return null;
    },
  };
}

function collectPlaces(value: Json, at: string, places: WeakMap<object, string>): void {
  if (typeof value !== 'object' || value === null || places.has(value)) return;
  places.set(value, at);
  for (const [name, inner] of Object.entries(value)) collectPlaces(inner, at + pointer(name), places);
}

function decodeRef(ref: string): string {
  const fragment = ref.slice(ref.indexOf('#') + 1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** A member of a located object, by its path. */
export function memberAt({ value, pointer: at }: Located, ...path: Path): Located | null {
  let inner: Json | undefined = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return null;
    inner = (inner as Readonly<Record<string | number, Json>>)[step];
  }
  return inner === undefined ? null : { value: inner, pointer: at + pointer(...path) };
}

/** The members of a located object, or the items of an array, each with its name. */
export function entriesAt({ value, pointer: at }: Located): readonly (readonly [name: string, member: Located])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, inner]) => [name, { value: inner, pointer: at + pointer(name) }]);
}
