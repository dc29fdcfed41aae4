import OpenAI, { AuthenticationError, BadRequestError, NotFoundError } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionFunctionTool } from 'openai/resources';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveSpec } from './support/serve-spec.js';

// The official client of OpenAI takes the answers of the reference provider: they are faithful by someone else's word.

const model = 'gpt-4o';
const say = (content: string): ChatCompletionCreateParamsNonStreaming['messages'] => [{ role: 'user', content }];
const pong = { model, messages: say('Reply with exactly: pong') };
const weather: ChatCompletionFunctionTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Get the current weather in a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const twice = { model, messages: say('What is the weather in Paris and in Rome?'), tools: [weather] };

describe('the official client and the reference provider of OpenAI', () => {
  let client: OpenAI;
  beforeAll(async () => {
    const { baseUrl, key } = await serveSpec('openai');
    client = new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0 });
  });

  it('reads an answer', async () => {
    const { data: completion, request_id: id } = await client.chat.completions.create(pong).withResponse();
    expect(completion.choices).toMatchObject([{ index: 0, finish_reason: 'stop', message: { content: 'pong' } }]);
    expect(completion.usage?.total_tokens).toBe(
      (completion.usage?.prompt_tokens ?? 0) + (completion.usage?.completion_tokens ?? 0),
    );
    expect(id).toEqual(expect.any(String));
  });

  it('puts a stream together, usage and all', async () => {
    const stream = client.chat.completions.stream({ ...pong, stream_options: { include_usage: true } });
    const deltas: string[] = [];
    stream.on('content.delta', ({ delta }) => deltas.push(delta));
    const completion = await stream.finalChatCompletion();
    expect(deltas.join('')).toBe('pong');
    expect(completion.choices).toMatchObject([
      { finish_reason: 'stop', message: { role: 'assistant', content: 'pong' } },
    ]);
    expect(completion.usage?.completion_tokens).toBeGreaterThan(0);
  });

  it('puts two choices together that come interleaved', async () => {
    const stream = client.chat.completions.stream({ ...pong, n: 2 });
    const { choices } = await stream.finalChatCompletion();
    expect(choices.map(({ index, message }) => [index, message.content])).toEqual([
      [0, 'pong'],
      [1, 'pong'],
    ]);
  });

  it('puts parallel calls of tools together, streamed and not', async () => {
    const cities = (calls: readonly { readonly id: string; readonly function?: { readonly arguments: string } }[]) => {
      expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
      return calls.map((call) => (JSON.parse(call.function?.arguments ?? '') as { city: string }).city);
    };
    const complete = await client.chat.completions.create(twice);
    const streamed = await client.chat.completions.stream(twice).finalChatCompletion();
    for (const { choices } of [complete, streamed]) {
      expect(choices[0]?.finish_reason).toBe('tool_calls');
      const calls = (choices[0]?.message.tool_calls ?? []).filter((call) => call.type === 'function');
      expect(cities(calls)).toEqual(['Paris', 'Rome']);
      expect(calls.map((call) => call.function.name)).toEqual(['get_weather', 'get_weather']);
    }
  });

  it('answers after the round trip of a tool', async () => {
    const first = await client.chat.completions.create(twice);
    const message = first.choices[0]?.message;
    const results = (message?.tool_calls ?? []).map(({ id }) => ({
      role: 'tool' as const,
      tool_call_id: id,
      content: '{"temperature":18}',
    }));
    const messages = [...twice.messages, ...(message === undefined ? [] : [message]), ...results];
    const last = await client.chat.completions.create({ ...twice, messages });
    expect(last.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: expect.any(String) as string },
    });
  });

  it('parses an answer after a JSON Schema', async () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string' }, size: { type: 'string', enum: ['small', 'large'] } },
      required: ['name', 'size'],
      additionalProperties: false,
    };
    const completion = await client.chat.completions.parse({
      model,
      messages: say('Describe the city of Paris as JSON.'),
      response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema } },
    });
    const city = JSON.parse(completion.choices[0]?.message.content ?? '') as Record<string, unknown>;
    expect(city).toEqual({
      name: expect.any(String) as string,
      size: expect.stringMatching(/^(small|large)$/u) as string,
    });
  });

  it('reads log probabilities', async () => {
    const { choices } = await client.chat.completions.create({ ...pong, logprobs: true, top_logprobs: 2 });
    expect(choices[0]?.logprobs?.content?.map(({ token }) => token).join('')).toBe('pong');
    expect(choices[0]?.logprobs?.content?.[0]?.top_logprobs).toHaveLength(2);
  });

  it('raises the errors that it has classes for', async () => {
    const wrong = new OpenAI({ baseURL: client.baseURL, apiKey: 'sk-wrong', maxRetries: 0 });
    const unauthorized = wrong.chat.completions.create(pong);
    await expect(unauthorized).rejects.toThrow(AuthenticationError);
    await expect(unauthorized).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
    const bad = client.chat.completions.create({ ...pong, temperature: 9 });
    await expect(bad).rejects.toThrow(BadRequestError);
    await expect(bad).rejects.toMatchObject({ status: 400, param: 'temperature', type: 'invalid_request_error' });
    const unknown = client.chat.completions.create({ ...pong, model: 'no-such-model', stream: true });
    await expect(unknown).rejects.toThrow(NotFoundError);
  });

  it('lists the models', async () => {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toContain(model);
  });
});

// Their documents promise less than OpenAI's, and that much an OpenAI client takes.
describe.each([
  ['greenpt', 'gemma4'],
  ['cryptgpt', 'gemma-4-26b'],
  ['generalcompute', 'gpt-oss-120b'],
])('the official client and the reference provider of %s', (spec, served) => {
  let baseUrl = '';
  let key = '';
  beforeAll(async () => {
    ({ baseUrl, key } = await serveSpec(spec));
  });

  it('reads an answer, a stream and a refused key', async () => {
    const client = new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0 });
    const testCase = { ...pong, model: served };
    const { choices } = await client.chat.completions.create(testCase);
    expect(choices[0]?.message.content).toBe('pong');
    let streamed = '';
    for await (const chunk of await client.chat.completions.create({ ...testCase, stream: true }))
      streamed += chunk.choices[0]?.delta.content ?? '';
    expect(streamed).toBe('pong');
    const wrong = new OpenAI({ baseURL: baseUrl, apiKey: 'sk-wrong', maxRetries: 0 });
    await expect(wrong.chat.completions.create(testCase)).rejects.toThrow(AuthenticationError);
  });
});
