import type { JsonObject } from '../model/json.js';
import { asArray, asObject, asString, isObject } from '../wire/json.js';
import { memberAt, type Located } from './document.js';
import { follow, members, note, type ImportContext } from './import-context.js';

/** A JSON response that is documented as a completion or a chunk: each goes to its place. */
export function splitUnion(
  context: ImportContext,
  json: Located | null,
): { readonly response: Located | null; readonly chunk: Located | null } {
  if (json === null) return { response: null, chunk: null };
  const union = members(context, json);
  const chunks = union.filter((each) => isChunk(context, each));
  const [chunk] = chunks;
  const response = union.find(
    (each) => !chunks.includes(each) && !isError(context, each) && !isStreamList(context, each),
  );
  if (chunk === undefined || response === undefined) return { response: json, chunk: null };
  note(context, json.pointer, 'The chunk is a member of the JSON response: it is taken as the schema of streams.');
  return { response, chunk };
}

/** Whether a schema describes an event of a stream. */
export function isChunk(context: ImportContext, at: Located): boolean {
  return context.dialect.documents.isEvent((...path) => schemaAt(context, at, path));
}

function isError(context: ImportContext, at: Located): boolean {
  return schemaAt(context, at, ['error']) !== null && !isReply(context, at);
}

/** Whether a schema describes a response or an event, and no wrapper of one. */
function isReply(context: ImportContext, at: Located): boolean {
  return context.dialect.responseMembers.some((name) => name !== 'error' && schemaAt(context, at, [name]) !== null);
}

/** The schema of a member, by the names of members and `[]` for items. */
function schemaAt(context: ImportContext, at: Located, path: readonly string[]): JsonObject | null {
  let found: Located | null = at;
  for (const step of path) {
    if (found === null) return null;
    found = follow(context, step === '[]' ? memberAt(found, 'items') : memberAt(found, 'properties', step));
  }
  return asObject(found?.value);
}

function isStreamList(context: ImportContext, at: Located): boolean {
  const items = follow(context, memberAt(at, 'items'));
  return items !== null && isChunk(context, items);
}

/** The data of the event that ends a stream, and its schema. */
export interface Terminator {
  readonly data: string;
  readonly at: Located;
}

/** The schemas of a stream. */
export interface StreamSchemas {
  readonly chunk: Located | null;
  readonly terminator: Terminator | null;
}

/** The schema of the events of a stream, behind wrappers, unions and arrays. */
export function readStream(context: ImportContext, sse: Located): StreamSchemas {
  const schema = asObject(sse.value) ?? {};
  if (schema['type'] === 'string') {
    note(context, sse.pointer, 'The stream is documented as text: its events are not checked.');
    return { chunk: null, terminator: null };
  }
  if (schema['type'] === 'array') {
    note(context, sse.pointer, 'The stream is documented as an array: its items are taken as the events.');
    const items = follow(context, memberAt(sse, 'items'));
    return items === null ? { chunk: null, terminator: null } : readStream(context, items);
  }
  const union = members(context, sse);
  if (union.length > 0) {
    const read = union.map((each) => ({ each, terminator: sentinelOf(context, each) }));
    const terminator = read.find((each) => each.terminator !== null)?.terminator ?? null;
    const rest = read.filter((each) => each.terminator === null && !isError(context, each.each));
    const [only] = rest;
    if (rest.length === 1 && only !== undefined) return { chunk: readStream(context, only.each).chunk, terminator };
    const chunks = rest
      .flatMap(({ each }) => readStream(context, each).chunk ?? [])
      .filter((each) => isChunk(context, each));
    // Events with names have a schema each: only their union describes all of them.
    const isUnionOfEvents = context.dialect.stream.namesEvents && chunks.length > 1;
    return { chunk: isUnionOfEvents ? sse : (chunks[0] ?? sse), terminator };
  }
  const data = memberAt(sse, 'properties', 'data');
  const inner = follow(context, data);
  if (inner !== null && isObject(inner.value) && !isReply(context, sse)) {
    note(
      context,
      sse.pointer,
      'The events are documented with their `data`: its schema is taken as that of the events.',
    );
    return readStream(context, inner);
  }
  return { chunk: sse, terminator: null };
}

/** The terminator, documented as data: a constant, itself or as the `data` of an event. */
function sentinelOf(context: ImportContext, at: Located): Terminator | null {
  const inner = follow(context, memberAt(at, 'properties', 'data')) ?? at;
  const schema = asObject(inner.value) ?? {};
  const texts = [schema['const'], ...asArray(schema['enum'])].flatMap((each) => asString(each) ?? []);
  const [data] = texts;
  return data !== undefined && texts.length === 1 && schema['properties'] === undefined ? { data, at: inner } : null;
}
