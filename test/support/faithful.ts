import type { Situation } from './situation.js';
import { chunk, completion, faithfulEvents } from './exchange.js';

const DONE = 'data: [DONE]';
const messages = [{ role: 'user', content: 'Say hi' }];
const PARAMETERS = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

/** Two tools: one with a required argument, one without any. */
export const tools = [
  { type: 'function', function: { name: 'get_weather', parameters: PARAMETERS } },
  { type: 'function', function: { name: 'get_time' } },
];

/** A request for the model `m`. */
export function ask(more: object = {}): object {
  return { model: 'm', messages, ...more };
}

/** A call as a body shows it. */
export function call(args: unknown = '{"city":"Oslo"}', more: object = {}): object {
  return { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: args }, ...more };
}

/** A body whose only choice calls. */
export function callBody(calls: readonly object[], finish: string = 'tool_calls', more: object = {}): object {
  return choiceBody({ message: { role: 'assistant', content: null, tool_calls: calls }, finish_reason: finish }, more);
}

/** A body with one choice. */
export function choiceBody(choice: object, more: object = {}): object {
  return completion({}, { choices: [{ index: 0, finish_reason: 'stop', logprobs: null, ...choice }], ...more });
}

/** A body that says a text. */
export function textBody(content: string | null, finish = 'stop', more: object = {}): object {
  const words = content?.split(/\s+/u).length ?? 0;
  const counted = words > 2 ? usage(9, words) : {};
  return choiceBody({ message: { role: 'assistant', content }, finish_reason: finish }, { ...counted, ...more });
}

/** A stream of fragments of calls, one a chunk. */
export function callStream(parts: readonly object[], finish = 'tool_calls'): readonly unknown[] {
  return [
    chunk({ role: 'assistant', content: null }),
    ...parts.map((part) => chunk({ tool_calls: [part] })),
    chunk({}, finish),
    DONE,
  ];
}

/** The fragments of one call as OpenAI streams it. */
export function fragments(
  index = 0,
  id = 'call_1',
  name = 'get_weather',
  args: readonly string[] = ['{"city":', '"Oslo"}'],
) {
  const opening = { index, id, type: 'function', function: { name, arguments: '' } };
  return [opening, ...args.map((text) => ({ index, function: { arguments: text } }))];
}

/** Usage that adds up. */
export function usage(prompt: number, completionTokens: number, more: object = {}): object {
  return {
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completionTokens,
      total_tokens: prompt + completionTokens,
      ...more,
    },
  };
}

/** An entry of `logprobs.content`. */
export function token(text: string, top: readonly string[] = [text]): object {
  return { ...alternative(text), top_logprobs: top.map(alternative) };
}

function alternative(text: string): object {
  return { token: text, logprob: -0.1, bytes: [...new TextEncoder().encode(text)] };
}

const LOGPROBS = ask({ logprobs: true, top_logprobs: 1 });

/** Answers with which nothing is wrong. */
export const faithful = {
  text: { request: ask(), body: textBody('Hello'), testCase: { stimulus: 'text' } },
  textStream: {
    request: ask({ stream: true, stream_options: { include_usage: true } }),
    sse: [...faithfulEvents().slice(0, -1), chunk({}, null, { choices: [], ...usage(9, 2) }), DONE],
  },
  call: { request: ask({ tools }), body: callBody([call()]) },
  callStream: { request: ask({ tools, stream: true }), sse: callStream(fragments()) },
  parallel: {
    request: ask({ tools, tool_choice: 'required' }),
    body: callBody([call(), call('{"city":"Rome"}', { id: 'call_2' })]),
  },
  parallelStream: {
    request: ask({ tools, tool_choice: 'required', stream: true }),
    sse: callStream([...fragments(), ...fragments(1, 'call_2', 'get_time', ['{}'])]),
  },
  single: { request: ask({ tools, parallel_tool_calls: false }), body: callBody([call()]) },
  singleStream: { request: ask({ tools, parallel_tool_calls: false, stream: true }), sse: callStream(fragments()) },
  // With a call forced by name OpenAI answers `stop`: vllm-project/vllm#25054 shows its answers.
  named: {
    request: ask({ tools, tool_choice: { type: 'function', function: { name: 'get_weather' } } }),
    body: callBody([call()], 'stop'),
  },
  namedStream: {
    request: ask({ tools, tool_choice: { type: 'function', function: { name: 'get_weather' } }, stream: true }),
    sse: callStream(fragments()),
  },
  none: { request: ask({ tools, tool_choice: 'none' }), body: textBody('I would have to look at the {weather}.') },
  noneStream: { request: ask({ tools, tool_choice: 'none', stream: true }), sse: faithfulEvents() },
  cut: {
    request: ask({ max_tokens: 3 }),
    body: textBody('one two three', 'length', usage(9, 3)),
    testCase: { stimulus: 'cut-by-length', elicits: 'one two three four five' },
  },
  cutStream: { request: ask({ max_tokens: 2, stream: true }), sse: faithfulEvents(['Hel', 'lo'], 'length') },
  cutCall: {
    request: ask({ tools, tool_choice: 'required', max_completion_tokens: 8 }),
    body: callBody([call('{"ci')], 'length', usage(9, 8)),
  },
  cutReasoning: {
    request: ask({ max_tokens: 4 }),
    body: choiceBody(
      { message: { role: 'assistant', content: '', reasoning_content: 'Let me see' }, finish_reason: 'length' },
      usage(9, 4, { completion_tokens_details: { reasoning_tokens: 4 } }),
    ),
  },
  stopped: {
    request: ask({ stop: ['four'], max_tokens: 16 }),
    body: textBody('one, two, three, '),
    testCase: { elicits: 'one two three four five' },
  },
  stoppedStream: {
    request: ask({ stop: 'four', stream: true }),
    sse: faithfulEvents(['one two', ' three ']),
    testCase: { elicits: 'one two three four five' },
  },
  stoppedAtOnce: { request: ask({ stop: 'one' }), body: textBody('') },
  logprobs: {
    request: LOGPROBS,
    body: choiceBody({
      message: { role: 'assistant', content: 'Hé ho' },
      logprobs: { content: [token('Hé'), token(' ho')] },
    }),
  },
  logprobsStream: {
    request: { ...LOGPROBS, stream: true },
    sse: [
      chunk({ role: 'assistant', content: '' }),
      {
        ...chunk({}),
        choices: [{ index: 0, delta: { content: 'Hi' }, logprobs: { content: [token('Hi')] }, finish_reason: null }],
      },
      chunk({}, 'stop'),
      DONE,
    ],
  },
  splitCharacter: {
    request: ask({ logprobs: true }),
    body: choiceBody({
      message: { role: 'assistant', content: '🙂' },
      logprobs: {
        content: [
          { token: '\\xf0\\x9f', logprob: -1, bytes: [240, 159], top_logprobs: [] },
          { token: '\\x99\\x82', logprob: 0, bytes: [153, 130], top_logprobs: [] },
        ],
      },
    }),
  },
  jsonObject: { request: ask({ response_format: { type: 'json_object' } }), body: textBody(' {"a": 1}\n') },
  jsonObjectStream: {
    request: ask({ response_format: { type: 'json_object' }, stream: true }),
    sse: faithfulEvents(['{"a"', ':1}']),
  },
  jsonCut: { request: ask({ response_format: { type: 'json_object' } }), body: textBody('{"a": ', 'length') },
  jsonSchema: {
    request: ask({
      response_format: { type: 'json_schema', json_schema: { name: 'w', strict: true, schema: PARAMETERS } },
    }),
    body: textBody('{"city":"Oslo"}'),
  },
  twoChoices: {
    request: ask({ n: 2, max_tokens: 2 }),
    body: completion(
      {},
      {
        choices: [0, 1].map((index) => ({
          index,
          message: { role: 'assistant', content: 'Hello you' },
          finish_reason: 'length',
        })),
        ...usage(9, 4),
      },
    ),
  },
  refusal: {
    request: ask({ tools, tool_choice: 'required' }),
    body: choiceBody({ message: { role: 'assistant', content: null, refusal: 'I will not.' } }),
  },
  thinking: {
    request: ask(),
    body: choiceBody({ message: { role: 'assistant', content: 'Hi', reasoning_content: 'Be brief.' } }),
  },
  noThinking: { request: ask({ reasoning_effort: 'none' }), body: textBody('Hi') },
  noThinkingStream: { request: ask({ reasoning_effort: 'none', stream: true }), sse: faithfulEvents() },
  noModel: { request: { messages }, body: textBody('Hi') },
  noModelStream: { request: { messages, stream: true }, sse: faithfulEvents() },
  datedModel: {
    request: ask({ model: 'openai/gpt-4o-mini' }),
    body: textBody('Hi', 'stop', { model: 'gpt-4o-mini-2024-07-18' }),
  },
  repeatsWords: { request: ask(), body: textBody('ha ha ha ha ha ha ha ha ha ha ha ha') },
  bothForms: {
    request: ask({ tools, stream: true }),
    sse: callStream(fragments()),
    earlier: [
      {
        request: ask({ tools }),
        body: callBody([call(undefined, { id: 'call_0' })], 'tool_calls', { id: 'chatcmpl-0' }),
      },
    ],
  },
  afterHangUp: {
    request: ask(),
    body: textBody('Hello', 'stop', { id: 'chatcmpl-2' }),
    earlier: [{ request: ask({ stream: true }), sse: faithfulEvents().slice(0, 2), end: 'hung-up' }],
  },
} satisfies Record<string, Situation>;
