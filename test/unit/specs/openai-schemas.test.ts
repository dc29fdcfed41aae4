import { describe, expect, test } from 'vitest';
import type { SchemaName } from '../../../src/core/model/claim.js';
import type { Json, JsonObject } from '../../../src/core/model/json.js';
import { compileSchema } from '../../../src/core/schema/validator.js';
import { specs } from '../../support/specs-and-suites.js';

const spec = specs.find(({ id }) => id === 'openai');
if (spec === undefined) throw new Error('the spec of OpenAI does not load');

function mismatches(schema: SchemaName, value: Json): readonly string[] {
  const node = spec?.schemas[schema];
  if (node === undefined) throw new Error(`there is no ${schema} schema`);
  // A value may break both the type and the list of one node: that is one place.
  const reported = compileSchema(node).validate(value);
  return [...new Set(reported.map(({ pointer, claim }) => `${pointer} ${claim}`))];
}

function level(reported: string): string | undefined {
  return spec?.claims.find(({ id }) => reported.endsWith(` ${id}`))?.level;
}

const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
const user = { role: 'user', content: 'Hi' };
const choice = { index: 0, message: { role: 'assistant', content: 'Hi' }, logprobs: null, finish_reason: 'stop' };

function completion(change: JsonObject): JsonObject {
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  return { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'm', choices: [choice], usage, ...change };
}

function message(change: JsonObject): JsonObject {
  return completion({ choices: [{ ...choice, message: { role: 'assistant', content: null, ...change } }] });
}

function chunk(delta: JsonObject): JsonObject {
  const choices = [{ index: 0, delta, finish_reason: null }];
  return { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices };
}

function request(change: JsonObject): JsonObject {
  return { model: 'm', messages: [user], ...change };
}

describe('a request', () => {
  test.each<[string, JsonObject]>([
    ['text in parts', { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] }],
    ['calls without content', { messages: [user, { role: 'assistant', tool_calls: [call] }] }],
    ['a result', { messages: [user, { role: 'tool', tool_call_id: 'call_1', content: '1' }] }],
    ['bounds', { temperature: 2, top_p: 0, n: 128, frequency_penalty: -2, top_logprobs: 20 }],
    ['nulls', { temperature: null, stop: null, stream: null, n: null, logit_bias: null, stream_options: null }],
    ['one stop sequence and four', { stop: ['a', 'b', 'c', 'd'] }],
    ['a named tool', { tool_choice: { type: 'function', function: { name: 'f' } } }],
    ['an unknown member', { something: 1 }],
  ])('%s is allowed', (_, change) => {
    expect(mismatches('request', request(change))).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['no message', { messages: [] }, '/messages openai.chat.request.messages'],
    [
      'an unknown role',
      { messages: [{ ...user, role: 'robot' }] },
      '/messages/0/role openai.chat.request.message.role',
    ],
    [
      'a result without its call',
      { messages: [{ role: 'tool', content: '1' }] },
      '/messages/0/tool_call_id openai.chat.request.message.tool_call_id',
    ],
    ['five stop sequences', { stop: ['a', 'b', 'c', 'd', 'e'] }, '/stop openai.chat.request.stop'],
    ['a number as text', { temperature: '1' }, '/temperature openai.chat.request.temperature'],
    ['too many alternatives', { top_logprobs: 21 }, '/top_logprobs openai.chat.request.top_logprobs'],
    ['an unknown tool_choice', { tool_choice: 'sometimes' }, '/tool_choice openai.chat.request.tool_choice'],
  ])('%s is not', (_, change, reported) => {
    expect(mismatches('request', request(change))).toEqual([reported]);
  });
});

describe('an answer', () => {
  test.each<[string, SchemaName, Json, string]>([
    [
      'no content with calls',
      'response',
      completion({ choices: [{ ...choice, message: { role: 'assistant', tool_calls: [call] } }] }),
      '/choices/0/message/content openai.chat.response.message.content',
    ],
    [
      'a call without its function',
      'response',
      message({ tool_calls: [{ id: 'a', type: 'function' }] }),
      '/choices/0/message/tool_calls/0/function openai.chat.tools.call.function',
    ],
    [
      'a call without a type',
      'response',
      message({ tool_calls: [{ id: 'a', function: call.function }] }),
      '/choices/0/message/tool_calls/0/type openai.chat.tools.call.type',
    ],
    [
      'arguments null',
      'response',
      message({ tool_calls: [{ ...call, function: { name: 'f', arguments: null } }] }),
      '/choices/0/message/tool_calls/0/function/arguments openai.chat.tools.call.function.arguments',
    ],
    ['no usage', 'response', { ...completion({}), usage: null }, '/usage openai.chat.response.usage'],
    ['an empty id', 'response', completion({ id: '' }), '/id openai.chat.response.id'],
    [
      'a foreign tier',
      'response',
      completion({ service_tier: 'on_demand' }),
      '/service_tier openai.chat.response.service_tier',
    ],
    [
      'legacy logprobs',
      'response',
      completion({ choices: [{ ...choice, logprobs: { tokens: [] } }] }),
      '/choices/0/logprobs/content openai.chat.response.choices.logprobs.value.content',
    ],
    ['a role of null', 'chunk', chunk({ role: null }), '/choices/0/delta/role openai.chat.chunk.delta.role'],
    [
      'a fragment with id null',
      'chunk',
      chunk({ tool_calls: [{ index: 0, id: null }] }),
      '/choices/0/delta/tool_calls/0/id openai.chat.chunk.delta.tool_calls.id',
    ],
    [
      'a fragment without index',
      'chunk',
      chunk({ tool_calls: [{ id: 'a' }] }),
      '/choices/0/delta/tool_calls/0/index openai.chat.chunk.delta.tool_calls.index',
    ],
    [
      'an empty usage',
      'chunk',
      { ...chunk({}), usage: { prompt_tokens: 1, completion_tokens: 1 } },
      '/usage/total_tokens openai.chat.chunk.usage.total_tokens',
    ],
    [
      'a numeric code',
      'error',
      { error: { type: 't', message: 'm', param: null, code: 400 } },
      '/error/code openai.chat.error.code',
    ],
    ['a flat error', 'error', { message: 'm' }, '/error openai.chat.error.error'],
    [
      'a model without an owner',
      'models',
      { object: 'list', data: [{ id: 'm', object: 'model', created: 1 }] },
      '/data/0/owned_by openai.chat.models.model.owned_by',
    ],
  ])('%s diverges at its place', (_, schema, value, reported) => {
    expect(mismatches(schema, value)).toEqual([reported]);
  });

  test('absent logprobs are reported as a note, those of a wrong type are not', () => {
    const { logprobs: _, ...without } = choice;
    expect(mismatches('response', completion({ choices: [without] })).map(level)).toEqual(['note']);
    expect(mismatches('response', completion({ choices: [{ ...choice, logprobs: [] }] })).map(level)).toEqual(['must']);
  });
});
