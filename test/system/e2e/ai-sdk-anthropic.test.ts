import { type AnthropicProvider, createAnthropic } from '@ai-sdk/anthropic';
import { generateText } from 'ai';
import { beforeAll, describe, expect, it } from 'vitest';
import { isUnauthorized, parallelCalls, pong, readParallelCalls, readTexts } from './support/ai-sdk.js';
import { serveSpec } from './support/serve-spec.js';

// The AI SDK reads what Anthropic sends: also what the reference provider does.

const model = 'claude-haiku-4-5-20251001';

describe('the AI SDK and the reference provider of Anthropic', () => {
  let provider: AnthropicProvider;
  let wrong: AnthropicProvider;
  beforeAll(async () => {
    const { baseUrl, key } = await serveSpec('anthropic');
    provider = createAnthropic({ baseURL: baseUrl, apiKey: key });
    wrong = createAnthropic({ baseURL: baseUrl, apiKey: 'sk-wrong' });
  });

  it('generates and streams text, and counts its usage', async () => {
    const answers = await readTexts(provider(model));
    const answer = expect.objectContaining({ text: 'pong', finishReason: 'stop' }) as object;
    expect(answers).toEqual([answer, answer]);
    for (const { usage } of answers) {
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(usage.outputTokens).toBeGreaterThan(0);
    }
  });

  it('puts parallel calls of tools together, streamed and not', async () => {
    expect(await readParallelCalls(provider(model))).toEqual([parallelCalls, parallelCalls]);
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
    await expect(refused).rejects.toSatisfy(isUnauthorized);
  });
});
