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

const tools = [{ type: 'function', function: WEATHER }];
const user = (content) => [{ role: 'user', content }];

/** The tasks with the official client of OpenAI, for each of its majors. */
export function useOpenAI(OpenAI, { baseUrl, key, model }) {
  const open = (apiKey) => new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0 });
  const client = open(key);
  const { completions } = client.chat;

  async function* words() {
    const stream = await completions.create({ model, messages: user(SAY), stream: true });
    for await (const chunk of stream) yield chunk.choices[0]?.delta?.content ?? '';
  }
  const streamCalls = async (prompt) => {
    const stream = completions.stream({ model, messages: user(prompt), tools });
    const completion = await stream.finalChatCompletion();
    return readCalls(completion.choices[0]);
  };

  return {
    async answer() {
      const completion = await completions.create({ model, messages: user(SAY) });
      const { message, finish_reason: finish } = completion.choices[0];
      return { text: message.content, finish };
    },
    async stream() {
      const stream = await completions.create({ model, messages: user(SAY), stream: true });
      let text = '';
      let finish = null;
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta?.content ?? '';
        finish = chunk.choices[0]?.finish_reason ?? finish;
      }
      return { text, finish };
    },
    async 'tool-round-trip'() {
      const messages = user(ONE_CALL);
      const first = (await completions.create({ model, messages, tools })).choices[0];
      const results = (first.message.tool_calls ?? []).map(({ id }) => ({
        role: 'tool',
        tool_call_id: id,
        content: TOOL_RESULT,
      }));
      const last = await completions.create({ model, messages: [...messages, first.message, ...results], tools });
      return {
        ...readCalls(first),
        text: last.choices[0].message.content,
        lastFinish: last.choices[0].finish_reason,
      };
    },
    'streamed-tool-call': () => streamCalls(ONE_CALL),
    async 'parallel-calls'() {
      const whole = await completions.create({ model, messages: user(TWO_CALLS), tools });
      return { whole: readCalls(whole.choices[0]), streamed: await streamCalls(TWO_CALLS) };
    },
    async 'structured-output'() {
      const completion = await completions.parse({
        model,
        messages: user(DESCRIBE),
        response_format: { type: 'json_schema', json_schema: { name: 'city', strict: true, schema: CITY } },
      });
      return JSON.parse(completion.choices[0].message.content);
    },
    async usage() {
      const whole = await completions.create({ model, messages: user(SAY) });
      const stream = await completions.create({
        model,
        messages: user(SAY),
        stream: true,
        stream_options: { include_usage: true },
      });
      let streamed = null;
      for await (const chunk of stream) streamed = chunk.usage ?? streamed;
      return { whole: readUsage(whole.usage), streamed: readUsage(streamed) };
    },
    async error() {
      const create = (sdk, name) => errorOf(() => sdk.chat.completions.create({ model: name, messages: user(SAY) }));
      return {
        'wrong key': await create(open('sk-wrong'), model),
        'unknown model': await create(client, 'no-such-model'),
      };
    },
    'error-in-stream': () => untilError(words()),
  };
}

const readCalls = ({ message, finish_reason: finish }) => ({
  ...describeCalls(
    (message.tool_calls ?? []).map((call) => ({
      id: call.id,
      name: call.function.name,
      arguments: JSON.parse(call.function.arguments),
    })),
  ),
  finish,
});

const readUsage = (usage) => ({
  input: usage?.prompt_tokens,
  output: usage?.completion_tokens,
  total: usage?.total_tokens,
});
