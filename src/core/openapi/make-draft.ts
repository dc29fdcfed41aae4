import type { Dialect } from '../dialect/dialect.js';
import type { SchemaName } from '../model/claim.js';
import type { Json, JsonSchema } from '../model/json.js';
import { fail, ok, type Result } from '../model/result.js';
import { compileSchema } from '../schema/validator.js';
import { fileError } from '../spec/source.js';
import { convertRequest } from './convert-request.js';
import { convertSchema } from './convert-schema.js';
import type { Located } from './document.js';
import type { SpecContents } from './compare-claims.js';
import { claimOperation } from './claim-operation.js';
import { claimParameters } from './claim-parameters.js';
import { claimMembers, type ClaimedSchema, type DraftClaim } from './draft-claims.js';
import { findExamples } from './find-examples.js';
import { findOperation } from './find-operation.js';
import { findSchemas, type FoundSchemas } from './find-schemas.js';
import type { ImportContext, ImportNote } from './import-context.js';
import { claimKey, exampleFile, makeHead, type DraftRequest } from './make-head.js';
import { writeContents } from './write-contents.js';

/** The files of a draft, by name, and what a person should look at. */
export interface Draft {
  /** The content of the files, which `spec update` compares with that of a later import. */
  readonly contents: SpecContents;
  readonly files: ReadonlyMap<string, string>;
  readonly claims: readonly DraftClaim[];
  readonly notes: readonly ImportNote[];
  /** Claims that are probably wrong: they are notes. */
  readonly quarantined: readonly string[];
}

/** Writes the draft of a spec from an operation of an OpenAPI document. */
export function makeDraft(
  source: Pick<ImportContext, 'document' | 'references'>,
  dialects: ReadonlyMap<string, Dialect>,
  request: DraftRequest,
): Result<Draft> {
  const found = findOperation(source.document, source.references, request.operation);
  if (!found.ok) return found;
  const operation = found.value;
  const dialect = [...dialects.values()].find(({ paths }) => paths.some((path) => operation.path.endsWith(path)));
  if (dialect === undefined) {
    const paths = [...dialects.values()].flatMap((each) => each.paths).join(', ');
    return fail([fileError('--operation', `No dialect has the path ${operation.path}.`, `Known: ${paths}.`)]);
  }
  const context: ImportContext = { ...source, dialect, notes: [], closed: [] };
  const schemas = findSchemas(context, operation, request.named);
  if (schemas.request === null)
    return fail([fileError(context.document.file, `${operation.method} ${operation.path} has no JSON request body.`)]);
  const body = convertRequest(context, schemas.request);
  const claimed = claimSchemas(context, schemas, body.schema, request.id);
  const claims = [
    ...claimOperation(context.document, operation, schemas, request.id),
    ...claimParameters(context, body.parameters, request.id),
    ...claimKey(context, request.id),
    ...[...claimed.values()].flatMap((each) => each.claims),
  ];
  const examples = findExamples(context, schemas, claimed);
  const doubtful = new Map([
    ...[...examples.broken].map(([id, at]) => [id, `the document's own example breaks it at ${at}`] as const),
    ...findDoubtful(dialect, claimed),
  ]);
  const quarantined = claims.map((claim) => quarantine(claim, doubtful));
  const head = makeHead({ context, operation, schemas, request, claims, claimed, examples: examples.kept });
  const contents = new Map<string, Json>([
    ['spec.yaml', head],
    ['claims.yaml', { doc: 'openapi', claims: quarantined.map((claim) => ({ ...claim })) }],
    ...[...claimed].map(([name, { schema }]) => [`${name}.schema.json`, schema] as const),
    ...examples.kept.map((example) => [exampleFile(example), example.value] as const),
  ]);
  return ok({
    contents,
    files: writeContents(contents),
    claims: quarantined,
    notes: [...context.notes, ...closedNote(context)],
    quarantined: [...doubtful.keys()],
  });
}

/** One note for all schemas that exclude unknown members. */
function closedNote({ closed }: ImportContext): readonly ImportNote[] {
  const [first] = closed;
  if (first === undefined) return [];
  const count = closed.length === 1 ? 'One schema excludes' : `${closed.length} schemas exclude`;
  return [{ at: first, text: `${count} unknown members. The draft allows them: undocumented members are notes.` }];
}

function claimSchemas(
  context: ImportContext,
  schemas: FoundSchemas,
  request: JsonSchema,
  id: string,
): ReadonlyMap<SchemaName, ClaimedSchema> {
  const known = new Map<string, string>();
  const claimed = new Map<SchemaName, ClaimedSchema>();
  const add = (name: SchemaName, root: Located | null): void => {
    if (root === null) return;
    const converted = convertSchema(context, root, { keepClosed: false });
    claimed.set(name, claimMembers(context.document, root, converted, `${id}.${name}`, known));
  };
  claimed.set('request', { schema: request, claims: [] });
  add('response', schemas.response);
  add('chunk', schemas.chunk);
  add('error', unionOf(schemas.errors));
  add('models', schemas.models);
  return claimed;
}

/** One schema for all errors: the only one, or any of them. */
function unionOf(errors: readonly Located[]): Located | null {
  const [first] = errors;
  if (first === undefined || errors.length === 1) return first ?? null;
  return {
    value: { anyOf: errors.map(({ pointer }) => ({ $ref: `#${encodeURI(pointer)}` })) },
    pointer: first.pointer,
  };
}

/** The claims that a plain reply of the dialect breaks, with the reason. */
function findDoubtful(dialect: Dialect, claimed: ReadonlyMap<SchemaName, ClaimedSchema>): ReadonlyMap<string, string> {
  const doubtful = new Map<string, string>();
  const features = dialect.documents.inferFeatures(claimed.get('request')?.schema ?? {});
  for (const { schema: name, value, feature } of dialect.documents.plain) {
    const schema = claimed.get(name)?.schema;
    if (schema === undefined || (feature !== undefined && !features.has(feature))) continue;
    for (const { claim, pointer, keyword } of compileSchema(schema).validate(value)) {
      const at = `${pointer === '' ? 'the value' : pointer} (${keyword})`;
      if (claim !== null) doubtful.set(claim, `a plain reply of this API family breaks it at ${at}`);
    }
  }
  return doubtful;
}

function quarantine(claim: DraftClaim, doubtful: ReadonlyMap<string, string>): DraftClaim {
  const what = doubtful.get(claim.id);
  if (what === undefined) return claim;
  const { id, basis, ...rest } = claim;
  const levelReason = `Quarantined: ${what}. Compare the provider's replies before you raise the level.`;
  return { id, basis, ...rest, level: 'note', levelReason };
}
