import type { JsonObject, JsonSchema } from '../model/json.js';
import { asArray, asObject } from '../wire/json.js';
import { convertSchema } from './convert-schema.js';
import { entriesAt, memberAt, type Located } from './document.js';
import type { ImportContext } from './import-context.js';

/** A parameter of a request, with the object that describes it. */
export type Parameter = Located & { readonly name: string; readonly parent: Located };

/** The request schema of an operation, and its parameters. */
export interface ConvertedRequest {
  readonly schema: JsonSchema;
  readonly parameters: ReadonlyMap<string, Parameter>;
}

/**
 * Converts the schema of a request to one object: documents that describe it in parts, or one object for each kind of
 * model, become one list of parameters. A parameter is required if it is in every kind.
 */
export function convertRequest(context: ImportContext, root: Located): ConvertedRequest {
  const kinds = kindsOf(context, root);
  const parameters = new Map<string, Parameter>();
  const places = new Map<string, Located[]>();
  for (const part of kinds.flat()) {
    for (const [name, at] of entriesAt(memberAt(part, 'properties') ?? { value: {}, pointer: '' })) {
      if (!parameters.has(name)) parameters.set(name, { ...at, name, parent: part });
      const known = places.get(name) ?? [];
      if (!known.some(({ pointer: place }) => place === at.pointer)) places.set(name, [...known, at]);
    }
  }
  const isRequired = (name: string): boolean =>
    kinds.every((kind) => kind.some(({ value }) => asArray(asObject(value)?.['required']).includes(name)));
  const value: JsonObject = {
    type: 'object',
    required: [...parameters.keys()].filter(isRequired),
    properties: Object.fromEntries(
      [...places].map(([name, all]) => [
        name,
        all.length === 1 ? (all[0]?.value ?? {}) : { anyOf: all.map((at) => at.value) },
      ]),
    ),
  };
  return { schema: convertSchema(context, { value, pointer: root.pointer }, { keepClosed: true }).schema, parameters };
}

/** The objects that describe a value, for each kind of it: `allOf` adds parts, `anyOf` adds kinds. */
function kindsOf(context: ImportContext, at: Located, depth = 0): readonly (readonly Located[])[] {
  const followed = context.references.follow(at);
  if (followed === null || depth > MOST_NESTED) return [[]];
  const list = (name: string): readonly Located[] =>
    entriesAt(memberAt(followed, name) ?? { value: [], pointer: '' }).map(([, each]) => each);
  let kinds: readonly (readonly Located[])[] = [[followed]];
  for (const part of list('allOf')) {
    const inner = kindsOf(context, part, depth + 1);
    kinds = kinds.flatMap((kind) => inner.map((each) => [...kind, ...each])).slice(0, MOST_KINDS);
  }
  const others = [...list('anyOf'), ...list('oneOf')].flatMap((each) => kindsOf(context, each, depth + 1));
  if (others.length === 0) return kinds;
  return kinds.flatMap((kind) => others.map((each) => [...kind, ...each])).slice(0, MOST_KINDS);
}

/** Schemas inside schemas that describe the same value. */
const MOST_NESTED = 8;

/** Kinds of one request. */
const MOST_KINDS = 64;
