import type { Dialect } from '../dialect/dialect.js';
import type { Json } from '../model/json.js';
import { isObject } from '../wire/json.js';
import { entriesAt, memberAt, type Located, type OpenApiDocument, type References } from './document.js';

/** What a user should know about a document: a sentence and its place. */
export interface ImportNote {
  readonly at: string;
  readonly text: string;
}

/** What is needed to read a document. */
export interface ImportContext {
  readonly dialect: Dialect;
  readonly document: OpenApiDocument;
  readonly references: References;
  readonly notes: ImportNote[];
  /** The places of schemas that exclude unknown members. */
  readonly closed: string[];
}

/** Adds something that a user should know. */
export function note({ notes }: ImportContext, at: string, text: string): void {
  notes.push({ at, text });
}

/** The value behind `$ref`s; null if there is none. */
export function follow({ references }: ImportContext, at: Located | null): Located | null {
  return at === null ? null : references.follow(at);
}

/** The members of a located object, each behind its `$ref`s. */
export function entriesOf(context: ImportContext, at: Located | null): readonly (readonly [string, Located])[] {
  const followed = follow(context, at);
  return (followed === null ? [] : entriesAt(followed)).flatMap(([name, inner]) => {
    const target = follow(context, inner);
    return target === null ? [] : [[name, target] as const];
  });
}

/** The schema of a media type, without following its `$ref`. */
export function schemaOf(context: ImportContext, at: Located | null, type: RegExp): Located | null {
  const content = at === null ? null : memberAt(at, 'content');
  const found = entriesOf(context, content).find(([name]) => type.test(name.toLowerCase()));
  // OpenAPI 3.2 has `itemSchema` for the events of a stream.
  return found === undefined ? null : (memberAt(found[1], 'itemSchema') ?? memberAt(found[1], 'schema'));
}

/** The schema of a media type; null if there is none, or if it says nothing. */
export function contentOf(context: ImportContext, at: Located, type: RegExp): Located | null {
  const schema = follow(context, schemaOf(context, at, type));
  return schema === null || isEmpty(schema.value) ? null : schema;
}

const isEmpty = (schema: Json): boolean =>
  isObject(schema) && Object.keys(schema).every((name) => ['title', 'description'].includes(name));

/** The members of a union. */
export function members(context: ImportContext, { value, pointer }: Located): readonly Located[] {
  for (const name of ['anyOf', 'oneOf']) {
    const list = memberAt({ value, pointer }, name);
    if (list !== null && Array.isArray(list.value))
      return entriesAt(list).flatMap(([, each]) => follow(context, each) ?? []);
  }
  return [];
}
