import { APICallError, generateText, jsonSchema, type LanguageModel, streamText, tool, type ToolSet } from 'ai';

/** A prompt to which a reference provider answers `pong`. */
export const pong = 'Reply with exactly: pong';

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

/** What the SDK reads of a text: generated, then streamed. */
export async function readTexts(model: LanguageModel) {
  const generated = await generateText({ model, prompt: pong });
  const streamed = streamText({ model, prompt: pong });
  let text = '';
  for await (const delta of streamed.textStream) text += delta;
  return [
    { text: generated.text, finishReason: generated.finishReason, usage: generated.usage },
    { text, finishReason: await streamed.finishReason, usage: await streamed.usage },
  ];
}

/** What the SDK reads of two calls of tools: generated, then streamed. */
export async function readParallelCalls(model: LanguageModel) {
  const request = { model, prompt: 'What is the weather in Paris and in Rome?', tools };
  const generated = await generateText(request);
  const streamed = streamText(request);
  const namesAndInputs = (calls: typeof generated.toolCalls) => calls.map(({ toolName, input }) => [toolName, input]);
  return [
    { calls: namesAndInputs(generated.toolCalls), finishReason: generated.finishReason },
    { calls: namesAndInputs(await streamed.toolCalls), finishReason: await streamed.finishReason },
  ];
}

/** The calls that a reference provider makes of that prompt. */
export const parallelCalls = {
  calls: [
    ['get_weather', { city: 'Paris' }],
    ['get_weather', { city: 'Rome' }],
  ],
  finishReason: 'tool-calls',
};

/** Whether the SDK takes an error for a wrong key, and would not retry. */
export function isUnauthorized(error: unknown): boolean {
  return APICallError.isInstance(error) && error.statusCode === 401 && !error.isRetryable;
}
