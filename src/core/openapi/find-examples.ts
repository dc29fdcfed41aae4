import type { SchemaName } from '../model/claim.js';
import type { Json, JsonObject } from '../model/json.js';
import { compileSchema } from '../schema/validator.js';
import { asObject, isDeep, isObject, parseJson } from '../wire/json.js';
import type { ClaimedSchema } from './draft-claims.js';
import { memberAt, type Located } from './document.js';
import type { FoundSchemas } from './find-schemas.js';
import { entriesOf, follow, note, type ImportContext } from './import-context.js';

/** A worked example of a response. */
export interface FoundExample {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly schema: SchemaName;
  readonly value: JsonObject;
}

/** The examples of a document, and the claims that its own examples break. */
export interface FoundExamples {
  /** Those that match their schema. */
  readonly kept: readonly FoundExample[];
  /** Claims that an example breaks, with the place in the example. */
  readonly broken: ReadonlyMap<string, string>;
}

/** Finds the examples of the responses. One that contradicts the schema of its document is reported, and not kept. */
export function findExamples(
  context: ImportContext,
  { statuses }: FoundSchemas,
  claimed: ReadonlyMap<SchemaName, ClaimedSchema>,
): FoundExamples {
  const kept = new Map<string, FoundExample>();
  const broken = new Map<string, string>();
  for (const { status, at } of statuses) {
    for (const [name, example, type] of examplesOf(context, at)) {
      const value = isStream(type) ? dataOf(example.value) : example.value;
      if (!isObject(value) || isDeep(value)) continue;
      const tried = schemasOf(status, type, statuses).flatMap((each) => {
        const schema = claimed.get(each)?.schema;
        return schema === undefined ? [] : [{ name: each, violations: compileSchema(schema).validate(value) }];
      });
      const fitting = tried.find(({ violations }) => violations.length === 0);
      const [first] = tried;
      if (fitting !== undefined) {
        const id = unusedId(slugOf(`${status} ${name}`), kept);
        kept.set(id, { id, schema: fitting.name, value });
      } else if (first !== undefined) {
        for (const { claim, pointer } of first.violations) if (claim !== null) broken.set(claim, pointer || 'the top');
        const places = first.violations.map(({ pointer, keyword }) => `${pointer || 'the top'} (${keyword})`);
        const text = `The example contradicts the ${first.name} schema of the document at ${places.slice(0, 3).join(', ')}: it is not kept.`;
        note(context, example.pointer, text);
      }
    }
  }
  return { kept: [...kept.values()], broken };
}

/** The schemas that an example may have. Without a media type for streams, chunks may be among the JSON responses. */
function schemasOf(status: string, type: string, statuses: FoundSchemas['statuses']): readonly SchemaName[] {
  if (!status.startsWith('2')) return ['error'];
  if (isStream(type)) return ['chunk'];
  const hasStreams = statuses.some(({ at }) =>
    Object.keys(asObject(asObject(at.value)?.['content']) ?? {}).some(isStream),
  );
  return hasStreams ? ['response'] : ['response', 'chunk'];
}

/** The data of an event. An example may be an event with its `data`, which may be the text on the wire. */
function dataOf(value: Json): Json {
  const data = asObject(value)?.['data'];
  if (typeof data !== 'string') return isObject(data) ? data : value;
  const parsed = parseJson(data);
  return parsed.ok ? parsed.value : value;
}

const isStream = (type: string): boolean => type.includes('event-stream');

/** The examples of a response: name, value, media type. */
function examplesOf(context: ImportContext, response: Located): readonly (readonly [string, Located, string])[] {
  return entriesOf(context, memberAt(response, 'content')).flatMap(([type, media]) => {
    if (!type.includes('json') && !isStream(type)) return [];
    const single = memberAt(media, 'example');
    const several = entriesOf(context, memberAt(media, 'examples')).flatMap(([name, example]) => {
      const value = follow(context, memberAt(example, 'value'));
      return value === null ? [] : [[name, value, type] as const];
    });
    return [...(single === null ? [] : [['example', single, type] as const]), ...several];
  });
}

function slugOf(text: string): string {
  const slug = text.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
  return slug.slice(0, 60).replaceAll(/^-|-$/gu, '');
}

function unusedId(wished: string, taken: ReadonlyMap<string, unknown>): string {
  let id = wished;
  for (let n = 2; taken.has(id); n += 1) id = `${wished}-${n}`;
  return id;
}
