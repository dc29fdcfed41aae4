import { createOpenAICompatible, type OpenAICompatibleProvider } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, Output, streamText } from 'ai';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Served } from '../../../src/index.js';
import { isUnauthorized, parallelCalls, pong, readParallelCalls, readTexts } from './support/ai-sdk.js';
import { serveSpec } from './support/serve-spec.js';

// The AI SDK reads what any OpenAI-compatible provider sends: also what the reference provider does.

/** The provider of the SDK for the reference provider of a spec, from before the first test on. */
function open(spec: string): (key?: string) => OpenAICompatibleProvider {
  let served: Served | null = null;
  beforeAll(async () => {
    served = await serveSpec(spec);
  });
  return (key) =>
    createOpenAICompatible({
      name: spec,
      baseURL: served?.baseUrl ?? '',
      apiKey: key ?? served?.key ?? '',
      includeUsage: true,
      supportsStructuredOutputs: true,
    });
}

describe.each([
  ['openai', 'gpt-4o'],
  ['greenpt', 'gemma4'],
])('the AI SDK and the reference provider of %s', (spec, model) => {
  const provider = open(spec);

  it('generates and streams text', async () => {
    const answer = expect.objectContaining({ text: 'pong', finishReason: 'stop' }) as object;
    expect(await readTexts(provider()(model))).toEqual([answer, answer]);
  });

  it('reports a wrong key', async () => {
    const refused = generateText({ model: provider('sk-wrong')(model), prompt: pong, maxRetries: 0 });
    await expect(refused).rejects.toSatisfy(isUnauthorized);
  });
});

describe('the AI SDK and what the documents of GreenPT promise in addition', () => {
  const provider = open('greenpt');

  it('distinguishes the reasoning from the text', async () => {
    const { reasoningText, text } = await generateText({ model: provider()('gemma4'), prompt: pong });
    expect(reasoningText).toEqual(expect.any(String));
    expect(text).toBe('pong');
  });
});

describe('the AI SDK and what the documents of OpenAI promise in addition', () => {
  const provider = open('openai');

  it('counts the usage of a stream', async () => {
    const streamed = streamText({ model: provider()('gpt-4o'), prompt: pong });
    await streamed.consumeStream();
    const usage = await streamed.usage;
    expect(usage.outputTokens).toBeGreaterThan(0);
    expect(usage.inputTokens).toBeGreaterThan(0);
  });

  it('puts parallel calls of tools together, streamed and not', async () => {
    expect(await readParallelCalls(provider()('gpt-4o'))).toEqual([parallelCalls, parallelCalls]);
  });

  it('parses an object after a JSON Schema', async () => {
    const schema = jsonSchema<{ name: string; capital: boolean }>({
      type: 'object',
      properties: { name: { type: 'string' }, capital: { type: 'boolean' } },
      required: ['name', 'capital'],
      additionalProperties: false,
    });
    const { output } = await generateText({
      model: provider()('gpt-4o'),
      prompt: 'Describe the city of Paris as JSON.',
      output: Output.object({ schema }),
    });
    expect(output).toEqual({ name: expect.any(String) as string, capital: expect.any(Boolean) as boolean });
  });
});
