import { generateText, jsonSchema, Output, stepCountIs, streamText, tool } from 'ai';
import {
  CITY,
  DESCRIBE,
  ONE_CALL,
  SAY,
  TOOL_RESULT,
  TWO_CALLS,
  WEATHER,
  describeCalls,
  errorOf,
  untilError,
} from './prompts.mjs';

const { description, name, parameters } = WEATHER;
const maxRetries = 0;
// As its documentation shows: an error is a part of the stream.
const onError = () => undefined;

/** A tool without `execute` returns its calls; with it, the SDK makes the round trip. */
const tools = (execute) => ({ [name]: tool({ description, inputSchema: jsonSchema(parameters), ...execute }) });

/** The tasks with the AI SDK, for each of its providers. `modelOf` makes the model for a name and a key. */
export function useAiSdk(modelOf, { key, model: id }) {
  const model = modelOf(id, key);
  async function* words(prompt) {
    const { fullStream } = streamText({ model, prompt, maxRetries, onError });
    for await (const part of fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta') yield part.text;
    }
  }
  const streamed = async (prompt, more = {}) => {
    const result = streamText({ model, prompt, maxRetries, onError, ...more });
    for await (const part of result.fullStream) if (part.type === 'error') throw part.error;
    return result;
  };
  const streamCalls = async (prompt) => {
    const result = await streamed(prompt, { tools: tools() });
    return readCalls(await result.toolCalls, await result.finishReason);
  };

  return {
    async answer() {
      const { text, finishReason: finish } = await generateText({ model, prompt: SAY, maxRetries });
      return { text, finish };
    },
    async stream() {
      const result = await streamed(SAY);
      return { text: await result.text, finish: await result.finishReason };
    },
    async 'tool-round-trip'() {
      const { text, steps } = await generateText({
        model,
        prompt: ONE_CALL,
        maxRetries,
        tools: tools({ execute: () => TOOL_RESULT }),
        stopWhen: stepCountIs(3),
      });
      return { steps: steps.map((step) => readCalls(step.toolCalls, step.finishReason)), text };
    },
    'streamed-tool-call': () => streamCalls(ONE_CALL),
    async 'parallel-calls'() {
      const whole = await generateText({ model, prompt: TWO_CALLS, maxRetries, tools: tools() });
      return { whole: readCalls(whole.toolCalls, whole.finishReason), streamed: await streamCalls(TWO_CALLS) };
    },
    async 'structured-output'() {
      const output = Output.object({ schema: jsonSchema(CITY) });
      return (await generateText({ model, prompt: DESCRIBE, maxRetries, output })).output;
    },
    async usage() {
      const whole = await generateText({ model, prompt: SAY, maxRetries });
      const stream = await streamed(SAY);
      return { whole: readUsage(whole.usage), streamed: readUsage(await stream.usage) };
    },
    async error() {
      const generate = (other) => errorOf(() => generateText({ model: other, prompt: SAY, maxRetries }));
      return {
        'wrong key': await generate(modelOf(id, 'sk-wrong')),
        'unknown model': await generate(modelOf('no-such-model', key)),
      };
    },
    'error-in-stream': () => untilError(words(SAY)),
  };
}

const readCalls = (calls, finish) => ({
  ...describeCalls(
    calls.map((call) => ({
      id: call.toolCallId,
      name: call.toolName,
      arguments: call.invalid === true ? 'invalid' : call.input,
    })),
  ),
  finish,
});

const readUsage = ({ inputTokens: input, outputTokens: output, totalTokens: total }) => ({ input, output, total });
