import type { Json, JsonObject } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { isObject } from '../../../sample.js';
import { callChunks, callsTool, finishes, inBody, withDelta, opensCall, fragmentsOf } from '../kit/chunks.js';
import { all, drop, put, turn, when, textIn } from '../../../edit.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';

const REASON = '/choices/*/finish_reason';
const TOOL = ['tools/auto'];
const STREAMED = ['tools/offered-streamed'];
const TEXT = 'body /choices/*/message/content';
const MARKUP = '<tool_call>\n<function=get_weather>\n<parameter=city>\nBerlin\n</parameter>\n</function>\n</tool_call>';
const calls = (body: JsonObject): boolean => JSON.stringify(body).includes('"tool_calls":[');
const finishing = (reason: Json): Hooks => inBody(when(calls, put(REASON, reason)));
const stopping = callChunks((given) => given.map(when(finishes, put(REASON, 'stop'))));

/** Sends the call as text. */
const asText = (text: (call: JsonObject) => string, more: JsonObject = {}): Hooks =>
  inBody(
    when(
      calls,
      all(
        turn('/choices/*/message', (message) => {
          const { tool_calls: made, ...others } = message as JsonObject;
          const first: Json = Array.isArray(made) ? (made[0] as Json) : null;
          const called = isObject(first) && isObject(first['function']) ? first['function'] : {};
          return { ...others, content: text(called), ...more };
        }),
        put(REASON, 'stop'),
      ),
    ),
  );

const leaking: Hooks = callChunks((given) => {
  const opening = given.find(opensCall);
  const said =
    opening === undefined ? [] : (MARKUP.match(/.{1,12}|\n/gu) ?? []).map((content) => withDelta(opening, { content }));
  const others = given.filter((chunk) => !callsTool(chunk)).map(when(finishes, put(REASON, 'stop')));
  return [...others.slice(0, 1), ...said, ...others.slice(1)];
});

/** finish_reason of calls, and calls sent as text. */
export const callFinishes = faultsOf('tools', [
  {
    id: 'gemini-tool-finish-stop',
    seen: ['open-webui/computer#224', 'ollama/ollama#7963', 'Blaizzy/mlx-vlm#990'],
    title: 'A stream with a tool call has finish_reason stop.',
    expect: reportedBy('tool-finish-reason', `chunk ${REASON}`),
    shownBy: STREAMED,
    hooks: stopping,
  },
  {
    id: 'b-gemini-compat-stream-stop',
    seen: ['googleapis/python-genai#2868'],
    title: 'Streamed calls are correct but finish_reason is stop.',
    expect: reportedBy('tool-finish-reason', `chunk ${REASON}`),
    shownBy: STREAMED,
    hooks: stopping,
  },
  {
    id: 'mlxlm-finish-reason-tool-call-singular',
    seen: ['ml-explore/mlx-lm#782'],
    title: 'finish_reason is `tool_call` instead of `tool_calls`.',
    expect: reportedBy('schema', `body ${REASON}`),
    shownBy: TOOL,
    hooks: finishing('tool_call'),
  },
  {
    id: 'b-llmgateway-raw-tool-use-finish',
    seen: ['theopenco/llmgateway#3492'],
    title: 'finish_reason is tool_use, a value of another API.',
    expect: reportedBy('schema', `body ${REASON}`),
    shownBy: TOOL,
    hooks: finishing('tool_use'),
  },
  {
    id: 'tabby-tool-finish-stop-extra-fields',
    seen: ['theroyallab/tabbyAPI#289', 'theroyallab/tabbyAPI#292'],
    title: 'A body with a tool call has finish_reason stop and undocumented members.',
    expect: reportedBy('tool-finish-reason', `body ${REASON}`),
    shownBy: TOOL,
    hooks: inBody(when(calls, all(put(REASON, 'stop'), put('/choices/*/stop_str', '<function=')))),
  },
  {
    id: 'vllm-truncated-tool-finish-tool-calls',
    seen: ['vllm-project/vllm#58228'],
    title: 'A call that the token limit cut has finish_reason tool_calls.',
    expect: reportedBy('finish-length', `body ${REASON}`),
    shownBy: ['tools/cut-by-length'],
    hooks: finishing('tool_calls'),
  },
  {
    id: 'vllm-required-empty-toolcalls',
    seen: ['vllm-project/vllm#53255'],
    title: 'finish_reason is tool_calls, and tool_calls is empty.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls'),
    shownBy: ['tools/required'],
    hooks: inBody(put('/choices/*/message/tool_calls', [])),
  },
  {
    id: 'b-legacy-function-call-response',
    seen: ['QwenLM/qwen-code#6240'],
    title: 'The call is in function_call, which tool_calls replaced.',
    expect: reportedBy('legacy-function-call', 'body /choices/*/message/function_call'),
    shownBy: TOOL,
    hooks: inBody(
      when(
        calls,
        all(
          turn('/choices/*/message', (message) => {
            const { tool_calls: made, ...others } = message as JsonObject;
            const first = Array.isArray(made) ? (made[0] as JsonObject) : {};
            return { ...others, function_call: first['function'] ?? null };
          }),
          put(REASON, 'function_call'),
        ),
      ),
    ),
  },
  {
    id: 'vllm-gptoss-args-in-content',
    seen: ['vllm-project/vllm#25560'],
    title: 'The arguments are in the text, and tool_calls is empty.',
    expect: reportedBy('tool-call-leak', TEXT),
    shownBy: TOOL,
    hooks: asText((call) => textIn(call['arguments']), { tool_calls: [] }),
  },
  {
    id: 'b-workers-ai-toolcall-in-content',
    seen: ['cloudflare/ai#192'],
    title: 'The call is in the text as JSON.',
    expect: reportedBy('tool-call-leak', TEXT),
    shownBy: TOOL,
    hooks: asText((call) => JSON.stringify({ type: 'function', name: call['name'], parameters: { city: 'Berlin' } })),
  },
  {
    id: 'vllm-truncated-opener-leaks',
    seen: ['vllm-project/vllm#47903'],
    title: 'A call that the token limit cut leaves its markup in the text.',
    expect: notedBy('tool-call-leak', TEXT),
    shownBy: ['tools/cut-by-length'],
    hooks: inBody(
      when(
        calls,
        all(
          drop('/choices/*/message/tool_calls'),
          put('/choices/*/message/content', '<tool_call>\n{"name": "book_ta'),
          put(REASON, 'length'),
        ),
      ),
    ),
  },
  {
    id: 'lmstudio-xml-toolcall-in-content',
    seen: [
      'lmstudio-ai/lmstudio-bug-tracker#1071',
      'waybarrios/vllm-mlx#107',
      'Blaizzy/mlx-vlm#900',
      'mudler/LocalAI#10346',
    ],
    title: 'In a stream the markup of the call is text; in a body the call is correct.',
    expect: reportedBy('tool-call-leak', 'chunk /choices/*/delta/content'),
    shownBy: STREAMED,
    hooks: leaking,
  },
  {
    id: 'b-glm-gateway-tool-call-xml',
    seen: ['Gitlawb/openclaude#1791'],
    title: 'The markup of the call is streamed as text.',
    expect: reportedBy('tool-call-leak', 'chunk /choices/*/delta/content'),
    shownBy: STREAMED,
    hooks: leaking,
  },
  {
    id: 'undeclared-tool-called',
    seen: [],
    title: 'A function is called that the request does not define.',
    expect: reportedBy('tool-call-name', 'chunk /choices/*/delta/tool_calls/*/function/name'),
    shownBy: STREAMED,
    hooks: callChunks((given) =>
      given.map(
        when(
          (chunk) => fragmentsOf(chunk).length > 0 && opensCall(chunk),
          put('/choices/*/delta/tool_calls/*/function/name', 'search'),
        ),
      ),
    ),
  },
]);
