import Anthropic from '@anthropic-ai/sdk';
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

const tools = [{ name: WEATHER.name, description: WEATHER.description, input_schema: WEATHER.parameters }];
const user = (content) => [{ role: 'user', content }];

/** The tasks with the official client of Anthropic. */
export function connect({ baseUrl, key, model }) {
  // The client adds the version prefix.
  const open = (apiKey) => new Anthropic({ baseURL: baseUrl.replace(/\/v1$/u, ''), apiKey, maxRetries: 0 });
  const { messages } = open(key);
  const request = (prompt) => ({ model, max_tokens: 300, messages: user(prompt) });
  const streamCalls = async (prompt) => readCalls(await messages.stream({ ...request(prompt), tools }).finalMessage());
  async function* words() {
    for await (const event of messages.stream(request(SAY)))
      if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text;
  }

  return {
    answer: async () => readText(await messages.create(request(SAY))),
    async stream() {
      const stream = messages.stream(request(SAY));
      let streamed = '';
      stream.on('text', (text) => (streamed += text));
      return { ...readText(await stream.finalMessage()), streamed };
    },
    async 'tool-round-trip'() {
      const first = await messages.create({ ...request(ONE_CALL), tools });
      const results = first.content
        .filter((block) => block.type === 'tool_use')
        .map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: TOOL_RESULT }));
      const last = await messages.create({
        ...request(ONE_CALL),
        tools,
        messages: [
          ...user(ONE_CALL),
          { role: 'assistant', content: first.content },
          { role: 'user', content: results },
        ],
      });
      return { ...readCalls(first), last: readText(last) };
    },
    'streamed-tool-call': () => streamCalls(ONE_CALL),
    'parallel-calls': async () => ({
      whole: readCalls(await messages.create({ ...request(TWO_CALLS), tools })),
      streamed: await streamCalls(TWO_CALLS),
    }),
    async 'structured-output'() {
      const format = { type: 'json_schema', schema: CITY };
      const message = await messages.parse({ ...request(DESCRIBE), output_config: { format } });
      return JSON.parse(readText(message).text);
    },
    usage: async () => ({
      whole: readUsage((await messages.create(request(SAY))).usage),
      streamed: readUsage((await messages.stream(request(SAY)).finalMessage()).usage),
    }),
    error: async () => ({
      'wrong key': await errorOf(() => open('sk-wrong').messages.create(request(SAY))),
      'unknown model': await errorOf(() => messages.create({ ...request(SAY), model: 'no-such-model' })),
    }),
    'error-in-stream': () => untilError(words()),
  };
}

const readText = ({ content, stop_reason: finish }) => ({
  text: content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
  finish,
});

const readCalls = ({ content, stop_reason: finish }) => ({
  ...describeCalls(
    content
      .filter((block) => block.type === 'tool_use')
      .map((block) => ({ id: block.id, name: block.name, arguments: block.input })),
  ),
  finish,
});

const readUsage = (usage) => ({ input: usage?.input_tokens, output: usage?.output_tokens });
