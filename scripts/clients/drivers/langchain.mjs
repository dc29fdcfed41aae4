import { tool } from '@langchain/core/tools';
import { HumanMessage } from '@langchain/core/messages';
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

const weather = tool(() => TOOL_RESULT, {
  name: WEATHER.name,
  description: WEATHER.description,
  schema: WEATHER.parameters,
});

/** The tasks with LangChain, for each of its chat models. `modelOf` makes the chat model for a name and a key. */
export function useLangChain(modelOf, { key, model }) {
  const chat = modelOf(model, key);
  const withTools = chat.bindTools([weather]);
  const gather = async (runnable, prompt) => {
    let message;
    for await (const chunk of await runnable.stream(prompt)) message = message?.concat(chunk) ?? chunk;
    return message;
  };
  async function* words() {
    for await (const chunk of await chat.stream(SAY)) yield chunk.text;
  }

  return {
    answer: async () => readText(await chat.invoke(SAY)),
    stream: async () => readText(await gather(chat, SAY)),
    async 'tool-round-trip'() {
      const messages = [new HumanMessage(ONE_CALL)];
      const first = await withTools.invoke(messages);
      const results = await Promise.all(first.tool_calls.map((call) => weather.invoke(call)));
      const last = await withTools.invoke([...messages, first, ...results]);
      return { ...readCalls(first), last: readText(last) };
    },
    'streamed-tool-call': async () => readCalls(await gather(withTools, ONE_CALL)),
    'parallel-calls': async () => ({
      whole: readCalls(await withTools.invoke(TWO_CALLS)),
      streamed: readCalls(await gather(withTools, TWO_CALLS)),
    }),
    'structured-output': () => chat.withStructuredOutput({ title: 'city', ...CITY }).invoke(DESCRIBE),
    usage: async () => ({
      whole: readUsage(await chat.invoke(SAY)),
      streamed: readUsage(await gather(chat, SAY)),
    }),
    error: async () => ({
      'wrong key': await errorOf(() => modelOf(model, 'sk-wrong').invoke(SAY)),
      'unknown model': await errorOf(() => modelOf('no-such-model', key).invoke(SAY)),
    }),
    'error-in-stream': () => untilError(words()),
  };
}

const finishOf = ({ response_metadata: metadata, additional_kwargs: more }) =>
  metadata.finish_reason ?? metadata.stop_reason ?? more.stop_reason ?? null;

/** A stream without chunks yields no message: its reader has read nothing. */
const NOTHING = { text: '', tool_calls: [], response_metadata: {}, additional_kwargs: {}, usage_metadata: {} };

const readText = (message = NOTHING) => ({ text: message.text, finish: finishOf(message) });

const readCalls = (message = NOTHING) => ({
  ...describeCalls(message.tool_calls.map((call) => ({ id: call.id, name: call.name, arguments: call.args }))),
  invalid: message.invalid_tool_calls?.length ?? 0,
  finish: finishOf(message),
});

const readUsage = ({ usage_metadata: usage } = NOTHING) => ({
  input: usage?.input_tokens,
  output: usage?.output_tokens,
  total: usage?.total_tokens,
});
