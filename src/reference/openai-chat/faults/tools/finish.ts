import type { Json, JsonObject } from '../../../../core/model/json.js';
import type { Hooks } from '../../hooks.js';
import { isObject } from '../../sample.js';
import { callChunks, callsTool, finishes, inBody, likeWith, opensCall, piecesOf } from '../kit/chunks.js';
import { all, drop, put, turn, when, textIn } from '../kit/edit.js';
import { by, faultsOf, noted } from '../kit/fault.js';

const REASON = '/choices/*/finish_reason';
const TOOL = ['tools/auto'];
const STREAMED = ['tools/offered-streamed'];
const TEXT = 'body /choices/*/message/content';
const MARKUP = '<tool_call>\n<function=get_weather>\n<parameter=city>\nBerlin\n</parameter>\n</function>\n</tool_call>';
const calls = (body: JsonObject): boolean => JSON.stringify(body).includes('"tool_calls":[');
const finishing = (reason: Json): Hooks => inBody(when(calls, put(REASON, reason)));
const stopping = callChunks((given) => given.map(when(finishes, put(REASON, 'stop'))));

/** The call as text in place of the call. */
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
    opening === undefined ? [] : (MARKUP.match(/.{1,12}|\n/gu) ?? []).map((content) => likeWith(opening, { content }));
  const others = given.filter((chunk) => !callsTool(chunk)).map(when(finishes, put(REASON, 'stop')));
  return [...others.slice(0, 1), ...said, ...others.slice(1)];
});

/** finish_reason of calls, and calls that come as text. */
export const callFinishes = faultsOf('tools', [
  [
    'gemini-tool-finish-stop',
    ['open-webui/computer#224', 'ollama/ollama#7963', 'Blaizzy/mlx-vlm#990'],
    'A stream that calls a tool finishes with stop.',
    by('tool-finish-reason', `chunk ${REASON}`),
    STREAMED,
    stopping,
  ],
  [
    'b-gemini-compat-stream-stop',
    ['googleapis/python-genai#2868'],
    'Calls are streamed right, and end in stop.',
    by('tool-finish-reason', `chunk ${REASON}`),
    STREAMED,
    stopping,
  ],
  [
    'mlxlm-finish-reason-tool-call-singular',
    ['ml-explore/mlx-lm#782'],
    'finish_reason is `tool_call`, without its last letter.',
    by('schema', `body ${REASON}`),
    TOOL,
    finishing('tool_call'),
  ],
  [
    'b-llmgateway-raw-tool-use-finish',
    ['theopenco/llmgateway#3492'],
    'finish_reason is the tool_use of another API.',
    by('schema', `body ${REASON}`),
    TOOL,
    finishing('tool_use'),
  ],
  [
    'tabby-tool-finish-stop-extra-fields',
    ['theroyallab/tabbyAPI#289', 'theroyallab/tabbyAPI#292'],
    'A body that calls a tool finishes with stop, with members of the server around it.',
    by('tool-finish-reason', `body ${REASON}`),
    TOOL,
    inBody(when(calls, all(put(REASON, 'stop'), put('/choices/*/stop_str', '<function=')))),
  ],
  [
    'vllm-truncated-tool-finish-tool-calls',
    ['vllm-project/vllm#58228'],
    'A call that the token limit cut finishes with tool_calls.',
    by('finish-length', `body ${REASON}`),
    ['tools/cut-by-length'],
    finishing('tool_calls'),
  ],
  [
    'vllm-required-empty-toolcalls',
    ['vllm-project/vllm#53255'],
    'An answer finishes with tool_calls, and tool_calls has no element.',
    by('tool-choice', 'body /choices/*/message/tool_calls'),
    ['tools/required'],
    inBody(put('/choices/*/message/tool_calls', [])),
  ],
  [
    'b-legacy-function-call-response',
    ['QwenLM/qwen-code#6240'],
    'The call comes as function_call, which tool_calls replaced.',
    by('legacy-function-call', 'body /choices/*/message/function_call'),
    TOOL,
    inBody(
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
  ],
  [
    'vllm-gptoss-args-in-content',
    ['vllm-project/vllm#25560'],
    'The arguments stand in the text, and tool_calls has no element.',
    by('tool-call-leak', TEXT),
    TOOL,
    asText((call) => textIn(call['arguments']), { tool_calls: [] }),
  ],
  [
    'b-workers-ai-toolcall-in-content',
    ['cloudflare/ai#192'],
    'The call comes as JSON text of the answer.',
    by('tool-call-leak', TEXT),
    TOOL,
    asText((call) => JSON.stringify({ type: 'function', name: call['name'], parameters: { city: 'Berlin' } })),
  ],
  [
    'vllm-truncated-opener-leaks',
    ['vllm-project/vllm#47903'],
    'A call that the token limit cut leaves its markup in the text.',
    noted('tool-call-leak', TEXT),
    ['tools/cut-by-length'],
    inBody(
      when(
        calls,
        all(
          drop('/choices/*/message/tool_calls'),
          put('/choices/*/message/content', '<tool_call>\n{"name": "book_ta'),
          put(REASON, 'length'),
        ),
      ),
    ),
  ],
  [
    'lmstudio-xml-toolcall-in-content',
    ['lmstudio-ai/lmstudio-bug-tracker#1071', 'waybarrios/vllm-mlx#107', 'Blaizzy/mlx-vlm#900', 'mudler/LocalAI#10346'],
    'Streamed, the markup of the call is text; unstreamed it is right.',
    by('tool-call-leak', 'chunk /choices/*/delta/content'),
    STREAMED,
    leaking,
  ],
  [
    'b-glm-gateway-tool-call-xml',
    ['Gitlawb/openclaude#1791'],
    'The markup of the call is streamed as text.',
    by('tool-call-leak', 'chunk /choices/*/delta/content'),
    STREAMED,
    leaking,
  ],
  [
    'undeclared-tool-called',
    [],
    'A function is called that the request does not offer.',
    by('tool-call-name', 'chunk /choices/*/delta/tool_calls/*/function/name'),
    STREAMED,
    callChunks((given) =>
      given.map(
        when(
          (chunk) => piecesOf(chunk).length > 0 && opensCall(chunk),
          put('/choices/*/delta/tool_calls/*/function/name', 'search'),
        ),
      ),
    ),
  ],
]);
