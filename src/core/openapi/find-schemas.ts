import { valueAt } from '../wire/pointer.js';
import { entriesAt, memberAt, type Located } from './document.js';
import { isChunk, readStream, splitUnion, type Terminator } from './find-events.js';
import { listOperations, type FoundOperation } from './find-operation.js';
import { contentOf, entriesOf, follow, members, note, schemaOf, type ImportContext } from './import-context.js';

/** A documented response of an operation. */
export interface FoundStatus {
  /** `401`, `4XX` or `default`. */
  readonly status: string;
  readonly at: Located;
}

/** The schemas of an operation. Null: the document has none. A list: one of these. */
export interface FoundSchemas {
  readonly request: Located | null;
  readonly response: Located | null;
  readonly chunk: Located | null;
  readonly errors: readonly Located[];
  readonly models: Located | null;
  /** The data of the event that ends a stream, if a schema documents it. */
  readonly terminator: Terminator | null;
  /** The response that contains a stream, if there is one. */
  readonly stream: Located | null;
  readonly statuses: readonly FoundStatus[];
}

/** The pointers that a user names in place of what the document links. */
export interface NamedSchemas {
  readonly chunk?: string | undefined;
  readonly error?: string | undefined;
}

/** Finds the schemas of an operation: it follows the links of the document, and never takes a schema for its name. */
export function findSchemas(context: ImportContext, operation: FoundOperation, named: NamedSchemas): FoundSchemas {
  const statuses = entriesOf(context, memberAt(operation.at, 'responses')).map(([status, at]) => ({ status, at }));
  const successes = statuses.filter(({ status }) => status.startsWith('2'));
  const [success] = successes;
  const json = success === undefined ? null : contentOf(context, success.at, /^application\/(?:.+\+)?json/u);
  const sse =
    successes.map(({ at }) => contentOf(context, at, /^text\/event-stream/u)).find((each) => each !== null) ?? null;
  const body = splitUnion(context, json);
  const streamed = sse === null ? { chunk: body.chunk, terminator: null } : readStream(context, sse);
  const chunk = named.chunk === undefined ? streamed.chunk : pointed(context, named.chunk);
  if (chunk === null) noteUnlinkedChunk(context, operation);
  if (body.response === null)
    note(
      context,
      success?.at.pointer ?? operation.at.pointer,
      'The success has no schema: the response is not checked.',
    );
  const errors =
    named.error === undefined
      ? findErrors(context, statuses)
      : [pointed(context, named.error)].filter((each) => each !== null);
  if (errors.length === 0)
    note(context, operation.at.pointer, 'No error schema: errors are not checked. Name one with --error.');
  return {
    request: follow(context, schemaOf(context, follow(context, memberAt(operation.at, 'requestBody')), /json/u)),
    response: body.response,
    chunk: chunk !== null && chunk.pointer === body.response?.pointer ? sameAsResponse(context, chunk) : chunk,
    errors,
    models: findModels(context, operation),
    terminator: streamed.terminator,
    stream: sse ?? (body.chunk === null ? null : json),
    statuses,
  };
}

function pointed(context: ImportContext, pointer: string): Located | null {
  const path = pointer.replace(/^#/u, '');
  const value = valueAt(context.document.value, path);
  return value === undefined ? null : follow(context, { value, pointer: path });
}

function sameAsResponse(context: ImportContext, chunk: Located): null {
  note(context, chunk.pointer, 'The stream has the schema of the complete response: its events are not checked.');
  return null;
}

const MOST_HINTS = 4;

/** Names schemas that look like chunks and that no response links. */
function noteUnlinkedChunk(context: ImportContext, operation: FoundOperation): void {
  const schemas = memberAt({ value: context.document.value, pointer: '' }, 'components', 'schemas');
  const all = (schemas === null ? [] : entriesAt(schemas)).map(([, at]) => at);
  const events = all.filter((at) => isChunk(context, at));
  const unions = all.filter((at) => members(context, at).some((each) => isChunk(context, each)));
  // A union has all events of a stream, any other schema has one.
  const alike = (unions.length > 0 ? unions : events).slice(0, MOST_HINTS);
  const hint = alike.map(({ pointer }) => `--chunk '#${pointer}'`).join(' or ');
  const text = 'No response links a schema of a stream: its events are not checked.';
  note(context, operation.at.pointer, hint === '' ? text : `${text} Compare the documents, then try ${hint}.`);
}

function findErrors(context: ImportContext, statuses: readonly FoundStatus[]): readonly Located[] {
  const failures = statuses.filter(({ status }) => /^[45]|^default$/u.test(status));
  const schemas = failures.flatMap(({ at }) => contentOf(context, at, /json/u) ?? []);
  return [...new Map(schemas.map((at) => [at.pointer, at])).values()];
}

/** The list of models: `GET …/models` with the same prefix as the operation. */
function findModels(context: ImportContext, { path }: FoundOperation): Located | null {
  const suffix = context.dialect.paths.find((each) => path.endsWith(each)) ?? '';
  const prefix = path.slice(0, path.length - suffix.length);
  const operation = listOperations(context.document, context.references).find(
    (each) => each.method === 'GET' && each.path === prefix + context.dialect.models.path,
  );
  const success = entriesOf(context, operation === undefined ? null : memberAt(operation.at, 'responses')).find(
    ([status]) => status.startsWith('2'),
  );
  return success === undefined ? null : contentOf(context, success[1], /json/u);
}
