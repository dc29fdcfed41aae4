import { SCHEMA_NAMES } from '../model/claim.js';
import type { JsonSchema } from '../model/json.js';

const text: JsonSchema = { type: 'string', minLength: 1 };
const day: JsonSchema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A date, as in 2026-11-20.' };
const name: JsonSchema = {
  type: 'string',
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  description: 'Lower-case letters and digits, joined by hyphens.',
};
const schemaName: JsonSchema = { enum: SCHEMA_NAMES };

function object(properties: JsonSchema, required: readonly string[] = Object.keys(properties)): JsonSchema {
  return { type: 'object', additionalProperties: false, required, properties };
}

/** The pages that a spec or a standard was read from. */
export const docsShape: JsonSchema = {
  type: 'array',
  minItems: 1,
  description: 'At least one page: {id, title, url, read, sha256}.',
  items: object({
    id: name,
    title: text,
    url: { type: 'string', format: 'uri', description: 'The address of the page, https://…' },
    read: day,
    sha256: {
      type: ['string', 'null'],
      pattern: '^[0-9a-f]{64}$',
      description: '64 hexadecimal digits, or null if only an excerpt was read.',
    },
  }),
};

/** The shape of `standard.yaml`. */
export const standardShape: JsonSchema = object({ id: name, title: text, docs: docsShape });

const path: JsonSchema = { type: 'string', pattern: '^/', description: 'The documented path, as in /v1/models.' };

/** The shape of `spec.yaml`. */
export const specShape: JsonSchema = object(
  {
    id: name,
    provider: text,
    title: text,
    revision: day,
    dialect: name,
    baseUrl: {
      type: 'string',
      pattern: '^https?://[^/]+(/.*)?[^/]$',
      description:
        'The documented host with its version prefix, the query that every request needs, and no slash at the end: https://api.example.com/v1.',
    },
    path,
    modelsPath: { ...path, type: ['string', 'null'] },
    standards: { type: 'array', items: name, uniqueItems: true, description: 'Names of folders of specs/standards.' },
    docs: docsShape,
    imported: {
      ...object({ operation: text, chunk: text, error: text }, ['operation']),
      description: 'What conformance spec import was given: conformance spec update uses it again.',
    },
    auth: {
      type: 'array',
      description: 'The documented ways to present a key: {id, header, prefix, headers, claim}.',
      items: object(
        {
          id: name,
          header: { type: 'string', pattern: '^[a-z0-9-]+$', description: 'A header name in lower case.' },
          prefix: { type: 'string' },
          headers: { type: 'object', additionalProperties: { type: 'string' } },
          claim: text,
        },
        ['id', 'header', 'claim'],
      ),
    },
    headers: {
      type: 'object',
      propertyNames: { pattern: '^[a-z0-9-]+$' },
      additionalProperties: text,
      description: 'Headers that every request needs, besides those of a key: {anthropic-version: 2023-06-01}.',
    },
    models: object({
      recommended: { type: ['string', 'null'] },
      documented: { type: 'array', items: text, uniqueItems: true },
    }),
    modelDifferences: {
      type: 'array',
      description: 'What some models lack: {lacks, models, claim}, or {lacks, unless, claim} for all other models.',
      items: object(
        {
          lacks: { type: 'array', minItems: 1, items: text, description: 'Features and request parameters.' },
          models: { type: 'string', format: 'regex', description: 'A pattern of model names.' },
          unless: { type: 'string', format: 'regex', description: 'A pattern of the names of all other models.' },
          claim: text,
        },
        ['lacks', 'claim'],
      ),
    },
    versions: {
      type: 'array',
      description:
        'Other documented versions, chosen by one of `headers`, and what they lack: {header, value, lacks, claim}.',
      items: object({
        header: { type: 'string', pattern: '^[a-z0-9-]+$', description: 'A header name in lower case.' },
        value: text,
        lacks: { type: 'array', items: text, description: 'Features and request parameters.' },
        claim: text,
      }),
    },
    requestDefaults: {
      type: 'array',
      description:
        'Parameters without which the documents refuse a request that uses one of the features: {features, parameters, claim}.',
      items: object({
        features: { type: 'array', minItems: 1, items: text, description: 'Features of `features`.' },
        parameters: { type: 'object', minProperties: 1, description: 'As in a request: {thinking: {type: disabled}}.' },
        claim: text,
      }),
    },
    features: {
      type: 'object',
      additionalProperties: text,
      description: 'What is promised: a feature, and the id of the claim that promises it.',
    },
    terminator: { type: ['string', 'null'], description: 'The data of the event that ends a stream, or null.' },
    examples: {
      type: 'array',
      description: 'The worked examples of the documents, or [].',
      items: object({
        id: name,
        doc: name,
        schema: schemaName,
        file: { type: 'string', pattern: '^examples/[^/]+\\.json$', description: 'A file, examples/<name>.json.' },
      }),
    },
    errata: {
      type: 'array',
      items: object({
        id: name,
        schema: schemaName,
        pointer: { type: 'string' },
        published: text,
        practised: text,
        reason: text,
      }),
    },
    contradictions: {
      type: 'array',
      items: object({ id: text, claims: { type: 'array', items: text }, what: text, resolution: text }),
    },
  },
  ['id', 'provider', 'title', 'revision', 'dialect', 'baseUrl', 'path', 'docs', 'models', 'features', 'examples'],
);
