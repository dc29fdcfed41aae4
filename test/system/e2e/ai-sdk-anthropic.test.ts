import { type AnthropicProvider, createAnthropic } from '@ai-sdk/anthropic';
import { APICallError, generateText, jsonSchema, streamText, tool, type ToolSet } from 'ai';
import { beforeAll, describe, expect, it } from 'vitest';
import { serveSpec } from './support/serve-spec.js';

// The AI SDK reads what Anthropic sends: also what the reference provider does.

const model = 'claude-haiku-4-5-20251001';
const pong = 'Reply with exactly: pong';
const tools: ToolSet = {
  get_weather: tool({
    description: 'Get the current weather in a city',
    inputSchema: jsonSchema<{ city: string }>({
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
    }),
  }),
};

describe('the AI SDK and the reference provider of Anthropic', () => {
  let provider: AnthropicProvider;
  let wrong: AnthropicProvider;
  beforeAll(async () => {
    const { baseUrl, key } = await serveSpec('anthropic');
    provider = createAnthropic({ baseURL: baseUrl, apiKey: key });
    wrong = createAnthropic({ baseURL: baseUrl, apiKey: 'sk-wrong' });
  });

  it('generates and streams text, and counts its usage', async () => {
    const generated = await generateText({ model: provider(model), prompt: pong });
    expect(generated).toMatchObject({ text: 'pong', finishReason: 'stop' });
    const streamed = streamText({ model: provider(model), prompt: pong });
    let text = '';
    for await (const delta of streamed.textStream) text += delta;
    expect(text).toBe('pong');
    expect(await streamed.finishReason).toBe('stop');
    for (const usage of [generated.usage, await streamed.usage]) {
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(usage.outputTokens).toBeGreaterThan(0);
    }
  });

  it('puts parallel calls of tools together, streamed and not', async () => {
    const testCase = { model: provider(model), prompt: 'What is the weather in Paris and in Rome?', tools };
    const generated = await generateText(testCase);
    const streamed = streamText(testCase);
    for (const calls of [generated.toolCalls, await streamed.toolCalls]) {
      expect(calls.map(({ toolName, input }) => [toolName, input])).toEqual([
        ['get_weather', { city: 'Paris' }],
        ['get_weather', { city: 'Rome' }],
      ]);
    }
    expect(generated.finishReason).toBe('tool-calls');
    expect(await streamed.finishReason).toBe('tool-calls');
  });

  it('distinguishes thinking from the text', async () => {
    const { reasoningText, text } = await generateText({
      model: provider(model),
      prompt: pong,
      providerOptions: { anthropic: { thinking: { type: 'enabled', budgetTokens: 1024 } } },
    });
    expect(reasoningText).toEqual(expect.any(String));
    expect(text).toBe('pong');
  });

  it('reports a wrong key', async () => {
    const refused = generateText({ model: wrong(model), prompt: pong, maxRetries: 0 });
    await expect(refused).rejects.toSatisfy(
      (error: unknown) => APICallError.isInstance(error) && error.statusCode === 401 && !error.isRetryable,
    );
  });
});
