import type { JsonSchema } from '../../src/core/model/json.js';
import type { SpecParts } from './spec.js';

const reason = ['stop', 'length', 'tool_calls'];

const chunk: JsonSchema = {
  type: 'object',
  'x-claim': 'acme.chunk',
  required: ['id', 'object', 'created', 'model', 'choices'],
  properties: {
    id: { type: 'string', 'x-claim': 'acme.chunk.id' },
    object: { const: 'chat.completion.chunk', 'x-claim': 'acme.chunk.object' },
    created: { type: 'integer', 'x-claim': 'acme.chunk.created' },
    model: { type: 'string', 'x-claim': 'acme.chunk.model' },
    usage: {
      type: ['object', 'null'],
      'x-claim': 'acme.chunk.usage',
      required: ['prompt_tokens', 'completion_tokens', 'total_tokens'],
      properties: {
        prompt_tokens: { type: 'integer', minimum: 0 },
        completion_tokens: { type: 'integer', minimum: 0 },
        total_tokens: { type: 'integer', minimum: 0 },
      },
    },
    choices: {
      type: 'array',
      'x-claim': 'acme.chunk.choices',
      items: {
        type: 'object',
        required: ['index', 'delta', 'finish_reason'],
        properties: {
          index: { type: 'integer', 'x-claim': 'acme.chunk.index' },
          finish_reason: { enum: [...reason, null], 'x-claim': 'acme.chunk.finish' },
          delta: {
            type: 'object',
            'x-claim': 'acme.chunk.delta',
            properties: {
              role: { const: 'assistant', 'x-claim': 'acme.chunk.role' },
              content: { type: ['string', 'null'], 'x-claim': 'acme.chunk.content' },
              tool_calls: { type: 'array', 'x-claim': 'acme.chunk.calls' },
            },
          },
        },
      },
    },
  },
};

const response: JsonSchema = {
  type: 'object',
  'x-claim': 'acme.response',
  required: ['id', 'object', 'created', 'model', 'choices'],
  properties: {
    id: { type: 'string', 'x-claim': 'acme.response.id' },
    object: { const: 'chat.completion', 'x-claim': 'acme.response.object' },
    created: { type: 'integer', 'x-claim': 'acme.response.created' },
    model: { type: 'string', 'x-claim': 'acme.response.model' },
    usage: { type: 'object', 'x-claim': 'acme.response.usage' },
    choices: {
      type: 'array',
      items: {
        type: 'object',
        required: ['index', 'message', 'finish_reason'],
        properties: {
          index: { type: 'integer', 'x-claim': 'acme.response.index' },
          finish_reason: { enum: reason, 'x-claim': 'acme.response.finish' },
          message: {
            type: 'object',
            required: ['role', 'content'],
            properties: { role: { const: 'assistant' }, content: { type: ['string', 'null'] } },
          },
        },
      },
    },
  },
};

const error: JsonSchema = {
  type: 'object',
  'x-claim': 'acme.error',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      'x-claim': 'acme.error.error',
      required: ['message', 'type'],
      properties: {
        message: { type: 'string', 'x-claim': 'acme.error.message' },
        type: { type: 'string', 'x-claim': 'acme.error.type' },
        code: { type: ['string', 'null'], 'x-claim': 'acme.error.code' },
      },
    },
  },
};

/** A made-up provider that documents everything: schemas for bodies, chunks and errors, and every check of their sequence. */
export const chatSpec: SpecParts = {
  features: ['stream'],
  schemas: { chunk, response, error },
  checks: {
    'chunk-constant': [{ field: 'id' }, { field: 'created' }, { field: 'model' }],
    'choice-index': {},
    'chunk-role': {},
    'content-increments': {},
    'finish-once': {},
    'after-finish': {},
    'final-chunk-empty': {},
    'choices-complete': {},
    'usage-chunk': {},
    'usage-unasked': {},
    'empty-choices': {},
    'split-character': {},
    'error-type': [
      { status: 401, type: 'authentication_error' },
      { status: 400, type: 'invalid_request_error' },
    ],
    'error-message': {},
    'error-streamed': {},
    'key-echo': {},
    'retry-after': {},
    'required-header': { name: 'x-request-id', on: 'error' },
  },
};
