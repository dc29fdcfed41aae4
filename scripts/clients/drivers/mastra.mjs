import { Agent } from '@mastra/core/agent';
import { createTool } from '@mastra/core/tools';
import { z } from 'zod';
import {
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

const city = z.object({ name: z.string(), capital: z.boolean(), population: z.number() });
const weather = createTool({
  id: WEATHER.name,
  description: WEATHER.description,
  inputSchema: z.object({ city: z.string() }),
  execute: async () => TOOL_RESULT,
});

/** The tasks with an agent of Mastra, which makes the round trips of tools itself. */
export function connect({ baseUrl, key, model }) {
  const agentOf = (id, apiKey, tools = {}) =>
    new Agent({
      id: 'measured',
      name: 'measured',
      instructions: 'You are helpful.',
      model: { id: `measured/${id}`, url: baseUrl, apiKey },
      maxRetries: 0,
      tools,
    });
  const agent = agentOf(model, key);
  const withTools = agentOf(model, key, { [WEATHER.name]: weather });
  const once = { modelSettings: { maxRetries: 0 } };
  async function* words() {
    const { fullStream } = await agent.stream(SAY, once);
    for await (const part of fullStream) {
      if (part.type === 'error') throw part.payload.error;
      if (part.type === 'text-delta') yield part.payload.text;
    }
  }
  const streamed = async (other, prompt) => {
    const result = await other.stream(prompt, { ...once, maxSteps: 3 });
    for await (const part of result.fullStream) if (part.type === 'error') throw part.payload.error;
    return result;
  };
  const readSteps = async (result) => ({
    steps: (await result.steps).map((step) => readCalls(step)),
    text: await result.text,
  });

  return {
    async answer() {
      const { text, finishReason: finish } = await agent.generate(SAY, once);
      return { text, finish };
    },
    async stream() {
      const result = await streamed(agent, SAY);
      return { text: await result.text, finish: await result.finishReason };
    },
    'tool-round-trip': async () => readSteps(await withTools.generate(ONE_CALL, { ...once, maxSteps: 3 })),
    'streamed-tool-call': async () => readSteps(await streamed(withTools, ONE_CALL)),
    'parallel-calls': async () => ({
      whole: await readSteps(await withTools.generate(TWO_CALLS, { ...once, maxSteps: 3 })),
      streamed: await readSteps(await streamed(withTools, TWO_CALLS)),
    }),
    async 'structured-output'() {
      return (await agent.generate(DESCRIBE, { ...once, structuredOutput: { schema: city } })).object;
    },
    async usage() {
      // For an endpoint of one's own, Mastra does not request the usage of streams.
      return readUsage((await agent.generate(SAY, once)).usage);
    },
    error: async () => ({
      'wrong key': await errorOf(() => agentOf(model, 'sk-wrong').generate(SAY, once)),
      'unknown model': await errorOf(() => agentOf('no-such-model', key).generate(SAY, once)),
    }),
    'error-in-stream': () => untilError(words()),
  };
}

const readCalls = ({ toolCalls, finishReason: finish }) => ({
  ...describeCalls(
    toolCalls.map(({ payload }) => ({ id: payload.toolCallId, name: payload.toolName, arguments: payload.args })),
  ),
  finish,
});

const readUsage = ({ inputTokens: input, outputTokens: output, totalTokens: total }) => ({ input, output, total });
