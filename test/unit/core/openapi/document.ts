import { stringify } from 'yaml';
import { dialects } from '../../../../src/core/dialect/index.js';
import type { Json, JsonObject } from '../../../../src/core/model/json.js';
import { makeReferences, parseOpenApi } from '../../../../src/core/openapi/document.js';
import { makeDraft, type Draft } from '../../../../src/core/openapi/make-draft.js';
import type { NamedSchemas } from '../../../../src/core/openapi/find-schemas.js';
import { valueAt } from '../../../../src/core/wire/pointer.js';

/** A completion, a chunk and an error as most providers document them. */
export const SCHEMAS: JsonObject = {
  Request: {
    type: 'object',
    required: ['model', 'messages'],
    properties: {
      model: { type: 'string', description: 'The model. It must exist.' },
      messages: {
        type: 'array',
        items: { type: 'object', properties: { role: { enum: ['system', 'user', 'assistant'] } } },
      },
      stream: { type: 'boolean' },
      temperature: { type: 'number', minimum: 0, maximum: 2 },
      max_tokens: { type: 'integer' },
    },
  },
  Completion: {
    type: 'object',
    required: ['id', 'choices'],
    properties: {
      id: { type: 'string' },
      object: { const: 'chat.completion' },
      choices: {
        type: 'array',
        items: {
          type: 'object',
          required: ['index', 'message'],
          properties: {
            index: { type: 'integer' },
            message: { type: 'object', properties: { role: { const: 'assistant' }, content: { type: 'string' } } },
            finish_reason: { type: 'string', enum: ['stop', 'length'] },
          },
        },
      },
    },
  },
  Chunk: {
    type: 'object',
    required: ['id', 'choices'],
    properties: {
      id: { type: 'string' },
      object: { const: 'chat.completion.chunk' },
      choices: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            index: { type: 'integer' },
            delta: { type: 'object', properties: { content: { type: 'string' } } },
            finish_reason: { type: ['string', 'null'] },
          },
        },
      },
    },
  },
  Failure: {
    type: 'object',
    required: ['error'],
    properties: { error: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } } },
  },
};

export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** The parts of a made-up document that differ between tests. */
export interface Parts {
  readonly version?: string;
  readonly schemas?: JsonObject;
  /** The content of the status 200. */
  readonly content?: JsonObject;
  readonly request?: Json;
  readonly responses?: JsonObject;
  readonly paths?: JsonObject;
}

/** The text of an OpenAPI document of chat completions. */
export function makeText({ version = '3.1.0', schemas = {}, content, request, responses, paths }: Parts = {}): string {
  return stringify({
    openapi: version,
    info: { title: 'Acme', version: '1' },
    servers: [{ url: 'https://api.acme.example/v1' }],
    paths: {
      '/chat/completions': {
        post: {
          operationId: 'complete',
          requestBody: { content: { 'application/json': { schema: request ?? ref('Request') } } },
          responses: {
            200: {
              description: 'OK',
              content: content ?? {
                'application/json': { schema: ref('Completion') },
                'text/event-stream': { schema: ref('Chunk') },
              },
            },
            ...(responses ?? {
              401: { description: 'Wrong key', content: { 'application/json': { schema: ref('Failure') } } },
            }),
          },
        },
      },
      ...paths,
    },
    components: { schemas: { ...SCHEMAS, ...schemas }, securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
  });
}

/** The draft of a document; throws the errors. */
export function draft(text: string, named: NamedSchemas = {}, operation = 'POST /chat/completions'): Draft {
  const parsed = parseOpenApi(text, 'openapi.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const document = parsed.value;
  const references = makeReferences(document, (to) => valueAt(document.value, decodeURIComponent(to.slice(1))));
  const made = makeDraft({ document, references }, dialects, {
    id: 'acme',
    operation,
    named,
    url: null,
    today: '2026-11-28',
    sha256: 'a'.repeat(64),
  });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return made.value;
}

/** One of the schemas of a draft. */
export function schemaOf(made: Draft, name: string): JsonObject | null {
  const text = made.files.get(`${name}.schema.json`);
  return text === undefined ? null : (JSON.parse(text) as JsonObject);
}
