import Anthropic, { AuthenticationError, BadRequestError, NotFoundError } from '@anthropic-ai/sdk';
import type { ContentBlock, MessageCreateParamsNonStreaming, Tool } from '@anthropic-ai/sdk/resources/messages';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveSpec } from './support/serve-spec.js';

// The official client of Anthropic takes the answers of the reference provider: they are faithful by someone else's word.

const model = 'claude-haiku-4-5-20251001';
const say = (content: string): MessageCreateParamsNonStreaming['messages'] => [{ role: 'user', content }];
const pong = { model, max_tokens: 100, messages: say('Reply with exactly: pong') };
const weather: Tool = {
  name: 'get_weather',
  description: 'Get the current weather in a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const twice = { model, max_tokens: 300, messages: say('What is the weather in Paris and in Rome?'), tools: [weather] };

const callsIn = (content: readonly ContentBlock[]) => content.filter((block) => block.type === 'tool_use');

describe('the official client and the reference provider of Anthropic', () => {
  let client: Anthropic;
  let address = '';
  beforeAll(async () => {
    const { baseUrl, key } = await serveSpec('anthropic');
    // The client adds the version prefix.
    address = baseUrl.replace(/\/v1$/u, '');
    client = new Anthropic({ baseURL: address, apiKey: key, maxRetries: 0 });
  });

  it('reads a message and its request id', async () => {
    const { data: message, request_id: id } = await client.messages.create(pong).withResponse();
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'pong' }],
      stop_reason: 'end_turn',
    });
    expect(message.usage.output_tokens).toBeGreaterThan(0);
    expect(id).toEqual(expect.any(String));
  });

  it('puts a stream together, usage and all', async () => {
    const stream = client.messages.stream(pong);
    const deltas: string[] = [];
    stream.on('text', (delta) => deltas.push(delta));
    const message = await stream.finalMessage();
    expect(deltas.join('')).toBe('pong');
    expect(message).toMatchObject({ content: [{ type: 'text', text: 'pong' }], stop_reason: 'end_turn' });
    expect(message.usage.input_tokens).toBeGreaterThan(0);
    expect(message.usage.output_tokens).toBeGreaterThan(0);
  });

  it('puts parallel calls of tools together, streamed and not', async () => {
    const complete = await client.messages.create(twice);
    const streamed = await client.messages.stream(twice).finalMessage();
    for (const { content, stop_reason: reason } of [complete, streamed]) {
      expect(reason).toBe('tool_use');
      const calls = callsIn(content);
      expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
      expect(calls.map(({ name, input }) => [name, input])).toEqual([
        ['get_weather', { city: 'Paris' }],
        ['get_weather', { city: 'Rome' }],
      ]);
    }
  });

  it('answers after the round trip of a tool', async () => {
    const first = await client.messages.create(twice);
    const results = callsIn(first.content).map(({ id }) => ({
      type: 'tool_result' as const,
      tool_use_id: id,
      content: '18 degrees',
    }));
    const last = await client.messages.create({
      ...twice,
      messages: [...twice.messages, { role: 'assistant', content: first.content }, { role: 'user', content: results }],
    });
    expect(last).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text', text: expect.any(String) }] });
  });

  it('reads thinking, streamed and not', async () => {
    const request = { ...pong, max_tokens: 2000, thinking: { type: 'enabled' as const, budget_tokens: 1024 } };
    const complete = await client.messages.create(request);
    const streamed = await client.messages.stream(request).finalMessage();
    for (const { content } of [complete, streamed]) {
      expect(content.map(({ type }) => type)).toEqual(['thinking', 'text']);
      expect(content[0]).toMatchObject({ thinking: expect.any(String), signature: expect.any(String) });
    }
  });

  it('counts the tokens of a prompt', async () => {
    const { messages } = pong;
    const plain = await client.messages.countTokens({ model, messages });
    const withTools = await client.messages.countTokens({ model, messages, tools: [weather] });
    expect(plain.input_tokens).toBeGreaterThan(0);
    expect(withTools.input_tokens).toBeGreaterThan(plain.input_tokens);
  });

  it('raises the errors that it has classes for', async () => {
    const wrong = new Anthropic({ baseURL: address, apiKey: 'sk-wrong', maxRetries: 0 });
    const unauthorized = wrong.messages.create(pong);
    await expect(unauthorized).rejects.toThrow(AuthenticationError);
    await expect(unauthorized).rejects.toMatchObject({ status: 401, type: 'authentication_error' });
    const bad = client.messages.create({ ...pong, top_k: -1 } as typeof pong);
    await expect(bad).rejects.toThrow(BadRequestError);
    await expect(bad).rejects.toMatchObject({ status: 400, type: 'invalid_request_error' });
    const unknown = client.messages.create({ ...pong, model: 'no-such-model', stream: true });
    await expect(unknown).rejects.toThrow(NotFoundError);
  });

  it('lists the models', async () => {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toContain(model);
  });
});
