import { defined } from '../model/defined.js';
import type { Dialect } from '../dialect/dialect.js';
import type { SchemaName } from '../model/claim.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import { asObject, asString } from '../wire/json.js';
import { valueAt } from '../wire/pointer.js';
import { entriesAt, memberAt } from './document.js';
import { parameterClaim } from './claim-parameters.js';
import { makeClaim, type ClaimedSchema, type DraftClaim } from './draft-claims.js';
import { quoteValue } from './excerpt.js';
import type { FoundExample } from './find-examples.js';
import type { FoundOperation } from './find-operation.js';
import type { FoundSchemas, NamedSchemas } from './find-schemas.js';
import type { ImportContext } from './import-context.js';

/** What a draft is made from. */
export interface DraftRequest {
  /** The id of the spec, `acme`. */
  readonly id: string;
  /** Method and path, as in `GET /models`. */
  readonly operation: string;
  readonly named: NamedSchemas;
  /** The address of the document, for links; null for the name of its file. */
  readonly url: string | null;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly sha256: string;
}

/** The parts of a draft that its head names. */
export interface HeadInput {
  readonly context: ImportContext;
  readonly operation: FoundOperation;
  readonly schemas: FoundSchemas;
  readonly request: DraftRequest;
  readonly claims: readonly DraftClaim[];
  readonly claimed: ReadonlyMap<SchemaName, ClaimedSchema>;
  readonly examples: readonly FoundExample[];
}

/** The file of an example. */
export const exampleFile = ({ id }: Pick<FoundExample, 'id'>): string => `examples/${id}.json`;

/** The `spec.yaml` of a draft. */
export function makeHead({ context, operation, schemas, request, claims, claimed, examples }: HeadInput): JsonObject {
  const { document, dialect } = context;
  const info = asObject(document.value['info']) ?? {};
  const title = asString(info['title']) ?? request.id;
  const known = new Set(claims.map(({ id }) => id));
  const server = serverOf(document.value);
  const { prefix, path } = splitPath(dialect, operation.path, server);
  const key = keyScheme(context);
  const features = featuresOf(request.id, dialect, claimed, known, schemas);
  return {
    id: request.id,
    provider: title,
    title: `${title} ${asString(info['version']) ?? ''}`.trim(),
    revision: request.today,
    dialect: dialect.id,
    baseUrl: prefix,
    path,
    ...defined({
      modelsPath:
        schemas.models === null
          ? undefined
          : `${path.slice(0, -operationSuffix(dialect, operation.path).length)}/models`,
    }),
    standards: ['http', 'json', ...(schemas.stream === null ? [] : ['sse'])],
    docs: [
      {
        id: 'openapi',
        title: `${title}, OpenAPI document`,
        url: request.url ?? `file:///${encodeURIComponent(document.file.split(/[/\\]/u).at(-1) ?? '')}`,
        read: request.today,
        sha256: request.sha256,
      },
    ],
    imported: { operation: `${operation.method} ${operation.path}`, ...withoutAbsent(request.named) },
    ...defined({
      auth:
        key === null
          ? undefined
          : [{ id: 'key', header: key.header, prefix: key.prefix, claim: `${request.id}.auth.key` }],
    }),
    models: { recommended: null, documented: [...dialect.documents.inferModels(claimed.get('request')?.schema ?? {})] },
    features,
    terminator: schemas.terminator?.data ?? null,
    examples: examples.map((example) => ({
      id: example.id,
      doc: 'openapi',
      schema: example.schema,
      file: exampleFile(example),
    })),
  };
}

function featuresOf(
  id: string,
  dialect: Dialect,
  claimed: ReadonlyMap<SchemaName, ClaimedSchema>,
  known: ReadonlySet<string>,
  schemas: FoundSchemas,
): JsonObject {
  const request: JsonSchema = claimed.get('request')?.schema ?? {};
  const inferred = [...dialect.documents.inferFeatures(request)].map(
    ([feature, parameter]) => [feature, parameterClaim(id, parameter)] as const,
  );
  const own: readonly (readonly [string, string])[] = [
    ['endpoint', `${id}.http.path`],
    ...(known.has(`${id}.auth.key`) ? [['auth.key', `${id}.auth.key`] as const] : []),
    ...(schemas.errors.length === 0 ? [] : [['errors', `${id}.error`] as const]),
    ...(schemas.models === null ? [] : [['models-list', `${id}.models`] as const]),
    ...inferred.filter(([feature]) => schemas.stream !== null || !feature.startsWith('stream')),
  ];
  return Object.fromEntries(own.filter(([, claim]) => known.has(claim)));
}

function serverOf(value: JsonObject): string {
  const url = asString(valueAt(value, '/servers/0/url')) ?? '';
  return /^https?:\/\/[^/{}]+/u.test(url) ? url.replace(/\/+$/u, '') : 'https://api.example';
}

const operationSuffix = (dialect: Dialect, path: string): string =>
  dialect.paths.find((each) => path.endsWith(each)) ?? path;

/** The base URL with its version prefix, and the path of the operation from the host on. */
function splitPath(dialect: Dialect, path: string, server: string): { readonly prefix: string; readonly path: string } {
  const [, origin = '', base = ''] = /^(https?:\/\/[^/?#]+)([^?#]*)/u.exec(server) ?? [];
  const complete = base + path;
  return { prefix: origin + complete.slice(0, -operationSuffix(dialect, path).length), path: complete };
}

/** The claim about the key, from the first security scheme that names a header. */
export function claimKey({ document, references }: ImportContext, id: string): readonly DraftClaim[] {
  const scheme = keyScheme({ document, references });
  if (scheme === null) return [];
  const says =
    scheme.prefix === ''
      ? `The key is sent in the header ${scheme.header}.`
      : 'The key is sent in the Authorization header after "Bearer ".';
  return [makeClaim(`${id}.auth.key`, says, quoteValue(document, scheme.at), { heldBy: [{ feature: 'auth.key' }] })];
}

function keyScheme({ document, references }: Pick<ImportContext, 'document' | 'references'>) {
  const schemes = memberAt({ value: document.value, pointer: '' }, 'components', 'securitySchemes');
  for (const [, each] of schemes === null ? [] : entriesAt(schemes)) {
    const at = references.follow(each);
    const scheme = asObject(at?.value);
    if (at === null || scheme === null) continue;
    if (scheme['type'] === 'http' && asString(scheme['scheme'])?.toLowerCase() === 'bearer')
      return { at, header: 'authorization', prefix: 'Bearer ' };
    const name = scheme['type'] === 'apiKey' && scheme['in'] === 'header' ? asString(scheme['name']) : null;
    if (name !== null) {
      const header = name.toLowerCase();
      return { at, header, prefix: header === 'authorization' ? 'Bearer ' : '' };
    }
  }
  return null;
}

const withoutAbsent = (named: NamedSchemas): JsonObject =>
  Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined));
