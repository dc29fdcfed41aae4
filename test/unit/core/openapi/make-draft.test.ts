import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../../../src/core/model/json.js';
import { parseOpenApi } from '../../../../src/core/openapi/document.js';
import { valueAt } from '../../../../src/core/wire/pointer.js';
import { draft, makeText, ref, schemaOf, SCHEMAS } from './document.js';

const json = (schema: Json): JsonObject => ({ 'application/json': { schema } });
const both = (schema: Json): JsonObject => ({ ...json(ref('Completion')), 'text/event-stream': { schema } });
const notes = (made: ReturnType<typeof draft>): string => made.notes.map(({ text }) => text).join('\n');

describe('the draft of a document', () => {
  it('has schemas, and a claim with its lines for each member', () => {
    const text = makeText();
    const made = draft(text);
    expect([...made.files.keys()]).toEqual([
      'spec.yaml',
      'claims.yaml',
      'request.schema.json',
      'response.schema.json',
      'chunk.schema.json',
      'error.schema.json',
    ]);
    const claim = made.claims.find(({ id }) => id === 'acme.response.choices[].finish_reason');
    expect(claim).toMatchObject({ basis: 'stated', says: '`finish_reason`, if present: "stop", "length".' });
    expect(claim?.quote).toBe('finish_reason:\n  type: string\n  enum:\n    - stop\n    - length');
    expect(text.split('\n')[(claim?.line ?? 0) - 1]?.trim()).toBe('finish_reason:');
  });

  it('keeps the examples that match their schema, and reports the others', () => {
    const good = { id: 'c-1', choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' } }] };
    const examples = { Good: { value: good }, 'No index': { value: { id: 'c-2', choices: [{ message: {} }] } } };
    const content = {
      'application/json': { schema: ref('Completion'), examples },
      'text/event-stream': { schema: ref('Chunk'), example: 'data: {}' },
    };
    const failure = { schema: ref('Failure'), example: { error: { message: 'No.' } } };
    const responses = { 401: { description: 'Wrong key', content: { 'application/json': failure } } };
    const made = draft(makeText({ content, responses }));
    const head = parse(made.files.get('spec.yaml') ?? '') as JsonObject;
    expect(head['examples']).toEqual([
      { id: '200-good', doc: 'openapi', schema: 'response', file: 'examples/200-good.json' },
      { id: '401-example', doc: 'openapi', schema: 'error', file: 'examples/401-example.json' },
    ]);
    expect(JSON.parse(made.files.get('examples/200-good.json') ?? '')).toEqual(good);
    expect(notes(made)).toContain('contradicts the response schema of the document at /choices/0/index');
    // What the document's own example breaks is not asserted.
    expect(made.claims.find(({ id }) => id === 'acme.response.choices[].index')).toMatchObject({
      level: 'note',
      levelReason: expect.stringContaining("the document's own example breaks it") as string,
    });
  });

  it('quotes that a member is required, and what it is', () => {
    const claim = draft(makeText()).claims.find(({ id }) => id === 'acme.response.choices[].message');
    expect(claim?.quote).toMatch(/^required:\n\[…\]\n\s+- message\n/u);
  });

  it('has the features that the request documents', () => {
    const head = parse(draft(makeText()).files.get('spec.yaml') ?? '') as JsonObject;
    expect(head).toMatchObject({
      id: 'acme',
      dialect: 'openai-chat',
      baseUrl: 'https://api.acme.example/v1',
      path: '/v1/chat/completions',
      imported: { operation: 'POST /chat/completions' },
      auth: [{ header: 'authorization', prefix: 'Bearer ' }],
      features: { stream: 'acme.request.stream', 'system-message': 'acme.request.messages', errors: 'acme.error' },
    });
    expect(head['features']).not.toHaveProperty('tools');
  });
});

describe('shapes of real documents', () => {
  it('follows the link, not the name: a schema that only looks like the chunk', () => {
    const made = draft(
      makeText({ schemas: { ChatCompletionChunk: { ...(SCHEMAS['Chunk'] as JsonObject), required: ['token'] } } }),
    );
    expect(valueAt(schemaOf(made, 'chunk') ?? {}, '/required')).toEqual(['id', 'choices']);
  });

  it('reports a chunk that no response links, and takes the one that --chunk names', () => {
    const text = makeText({ content: json(ref('Completion')) });
    expect(notes(draft(text))).toContain("try --chunk '#/components/schemas/Chunk'");
    expect(schemaOf(draft(text), 'chunk')).toBeNull();
    expect(schemaOf(draft(text, { chunk: '#/components/schemas/Chunk' }), 'chunk')).not.toBeNull();
  });

  it('splits a chunk from the union under application/json', () => {
    const made = draft(makeText({ content: json({ anyOf: [ref('Chunk'), ref('Completion')] }) }));
    expect(valueAt(schemaOf(made, 'response') ?? {}, '/properties/object/const')).toBe('chat.completion');
    expect(valueAt(schemaOf(made, 'chunk') ?? {}, '/properties/object/const')).toBe('chat.completion.chunk');
  });

  it('reports a success without a schema', () => {
    expect(notes(draft(makeText({ content: json({}) })))).toContain('The success has no schema');
  });

  it('unwraps the data of events', () => {
    const made = draft(makeText({ content: both({ type: 'object', properties: { data: ref('Chunk') } }) }));
    expect(valueAt(schemaOf(made, 'chunk') ?? {}, '/properties/choices')).toBeDefined();
  });

  it('takes [DONE] that is documented as data for the terminator', () => {
    const done = { type: 'object', properties: { data: { type: 'string', enum: ['[DONE]'] } } };
    const event = { type: 'object', properties: { data: ref('Chunk') } };
    const made = draft(makeText({ content: both({ oneOf: [event, done] }) }));
    expect(parse(made.files.get('spec.yaml') ?? '')).toMatchObject({ terminator: '[DONE]' });
    expect(valueAt(schemaOf(made, 'chunk') ?? {}, '/properties/choices')).toBeDefined();
    expect(made.claims.find(({ id }) => id === 'acme.stream.end')?.heldBy).toEqual([{ check: 'sse-terminator' }]);
  });

  it('keeps the union of events that have a schema each', () => {
    const event = (type: string, member: string) => ({
      type: 'object',
      properties: { type: { type: 'string', enum: [type] }, [member]: { type: 'object' } },
    });
    const union = {
      oneOf: [event('message_start', 'message'), event('content_block_delta', 'delta'), event('ping', 'x')],
    };
    const content = both({ type: 'object', properties: { event: { type: 'string' }, data: union } });
    const post = { requestBody: { content: json(ref('Request')) }, responses: { 200: { description: 'OK', content } } };
    const made = draft(makeText({ paths: { '/messages': { post } } }), {}, 'POST /messages');
    // A union is converted to anyOf: the alternatives of real documents overlap.
    expect(valueAt(schemaOf(made, 'chunk') ?? {}, '/anyOf')).toHaveLength(3);
  });

  it('takes the items of a stream that is documented as an array', () => {
    const made = draft(makeText({ content: both({ type: 'array', items: ref('Chunk') }) }));
    expect(valueAt(schemaOf(made, 'chunk') ?? {}, '/properties/choices')).toBeDefined();
  });

  it('reports a stream that is documented as text', () => {
    const made = draft(makeText({ content: both({ type: 'string' }) }));
    expect(schemaOf(made, 'chunk')).toBeNull();
    expect(notes(made)).toContain('documented as text');
  });

  it.each(['3.0.3', '3.1.0', '3.2.0'])('reads `nullable` in %s', (version) => {
    const Completion = {
      type: 'object',
      properties: { choices: ref('List'), model: { type: 'string', nullable: true } },
    };
    const made = draft(makeText({ version, schemas: { Completion, List: { type: 'array' } } }));
    expect(valueAt(schemaOf(made, 'response') ?? {}, '/properties/model/type')).toEqual(['string', 'null']);
  });

  it('allows null together with a keyword of another type, if a branch does', () => {
    const path = { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }], pattern: '^a' };
    const Completion = { type: 'object', properties: { choices: ref('List'), path } };
    const made = draft(makeText({ schemas: { Completion, List: { type: 'array' } } }));
    expect(valueAt(schemaOf(made, 'response') ?? {}, '/properties/path/type')).toEqual(['string', 'null']);
  });

  it.each([
    ['an object', (chunk: JsonObject): JsonObject => ({ data: chunk })],
    ['text', (chunk: JsonObject): JsonObject => ({ data: JSON.stringify(chunk) })],
  ])('takes the data of an example of an event, %s', (_, event) => {
    const chunk = { id: 'c', object: 'chat.completion.chunk', choices: [] };
    const content = both({ type: 'object', properties: { data: ref('Chunk') } });
    const stream = { ...(content['text/event-stream'] as JsonObject), example: event(chunk) };
    const made = draft(makeText({ content: { ...content, 'text/event-stream': stream } }));
    expect(made.quarantined).toEqual([]);
    expect(made.files.get('examples/200-example.json')).toContain('chat.completion.chunk');
  });

  it('opens generated closed schemas, and says so', () => {
    const Completion = { ...(SCHEMAS['Completion'] as JsonObject), additionalProperties: false };
    const made = draft(makeText({ schemas: { Completion } }));
    expect(schemaOf(made, 'response')).not.toHaveProperty('additionalProperties');
    expect(notes(made)).toContain('One schema excludes unknown members.');
  });

  it('reads exclusive bounds of OpenAPI 3.0', () => {
    const Completion = { type: 'object', properties: { x: { type: 'number', minimum: 0, exclusiveMinimum: true } } };
    const made = draft(makeText({ version: '3.0.0', schemas: { Completion } }));
    expect(valueAt(schemaOf(made, 'response') ?? {}, '/properties/x')).toMatchObject({ exclusiveMinimum: 0 });
    expect(valueAt(schemaOf(made, 'response') ?? {}, '/properties/x')).not.toHaveProperty('minimum');
  });

  it('merges a request that is documented in parts, or for each kind of model', () => {
    const parts = { allOf: [ref('Request'), { type: 'object', properties: { extra: { type: 'string' } } }] };
    expect(draft(makeText({ request: parts })).claims.map(({ id }) => id)).toContain('acme.request.extra');
    const kinds = {
      oneOf: [ref('Request'), { type: 'object', required: ['model'], properties: { model: { enum: ['v-1'] } } }],
    };
    const made = draft(makeText({ request: kinds }));
    expect(schemaOf(made, 'request')).toMatchObject({ required: ['model'] });
  });

  it('keeps a schema that refers to itself', () => {
    const Node = { type: 'object', properties: { next: ref('Node') } };
    const Completion = { type: 'object', properties: { choices: { type: 'array' }, tree: ref('Node') } };
    const made = draft(makeText({ schemas: { Node, Completion } }));
    expect(valueAt(schemaOf(made, 'response') ?? {}, '/$defs/Node/properties/next/$ref')).toBe('#/$defs/Node');
  });

  it('quarantines what a plain reply breaks', () => {
    const Completion = { ...(SCHEMAS['Completion'] as JsonObject), required: ['id', 'prompt'] };
    const made = draft(makeText({ schemas: { Completion } }));
    expect(made.quarantined).toEqual(['acme.response.prompt']);
    expect(made.claims.find(({ id }) => id === 'acme.response.prompt')).toMatchObject({
      level: 'note',
      levelReason: expect.stringContaining('/prompt (required)') as string,
    });
  });

  it('quarantines a text that is required and that a reply with a tool call lacks, if tools are documented', () => {
    const message = { type: 'object', required: ['content'], properties: { content: { type: 'string' } } };
    const choices = { type: 'array', items: { type: 'object', properties: { message } } };
    const Completion = { type: 'object', properties: { choices } };
    expect(draft(makeText({ schemas: { Completion } })).quarantined).toEqual([]);
    const request = { allOf: [ref('Request'), { type: 'object', properties: { tools: { type: 'array' } } }] };
    const made = draft(makeText({ schemas: { Completion }, request }));
    expect(made.quarantined).toEqual(['acme.response.choices[].message.content']);
  });

  it('does not check what another file describes, and says so', () => {
    const Completion = { type: 'object', properties: { usage: { $ref: 'usage.yaml#/Usage' } } };
    const made = draft(makeText({ schemas: { Completion } }));
    expect(notes(made)).toContain('usage.yaml#/Usage is in another file');
  });
});

describe('bad documents', () => {
  const reason = (text: string): string => {
    const parsed = parseOpenApi(text, 'openapi.yaml');
    return parsed.ok ? 'none' : (parsed.errors[0]?.reason ?? '');
  };

  it.each([
    ['', 'It is no OpenAPI document.'],
    ['[]', 'It is no OpenAPI document.'],
    ['swagger: "2.0"', 'It is no OpenAPI 3 document, but version 2.0.'],
    ['openapi: 4.0.0', 'It is no OpenAPI 3 document, but version 4.0.0.'],
    ['a: [', 'It is neither YAML nor JSON'],
    ['['.repeat(20_000), 'stack'],
    [`a: &a [x]\nb: ${'[*a, '.repeat(2000)}`, 'It is neither YAML nor JSON'],
  ])('%#', (text, words) => {
    expect(reason(text)).toContain(words);
  });

  it('names the operations that there are', () => {
    expect(() => draft(makeText(), {}, 'POST /completions/x')).toThrow('There is no operation POST /completions/x.');
    expect(() => draft(makeText(), {}, 'POST /completions/x')).toThrow('There are: POST /chat/completions.');
    expect(() => draft(makeText(), {}, 'chat')).toThrow('Expected a method and a path.');
  });
});
