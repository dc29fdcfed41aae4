import type { JsonObject } from '../../../../core/model/json.js';
import type { ChatRequest } from '../../chat-request.js';
import type { Hooks } from '../../hooks.js';
import { inBody } from '../kit/chunks.js';
import { put } from '../../../edit.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { errorBody, ignoring, refusing } from '../kit/refusals.js';

const REFUSED = reportedBy('acceptance', 'status');
const CALL = { id: 'call_1', type: 'function', function: { name: 'search', arguments: '{"query":"pong"}' } };
const mode =
  (name: string) =>
  ({ tool_choice: choice }: JsonObject) =>
    choice === name;
const isNamed = ({ tool_choice: choice }: JsonObject): boolean => typeof choice === 'object' && choice !== null;
const withRequest = (make: (requested: ChatRequest) => ChatRequest): Hooks => ({ requested: make });

/** tool_choice, parallel_tool_calls and tools that are rejected or ignored. */
export const toolChoices = faultsOf('tools', [
  {
    id: 'lmstudio-named-tool-choice-rejected',
    seen: ['antropia-studio/linguito#21'],
    title: 'A tool_choice that names a function is rejected with an error that is a string.',
    expect: REFUSED,
    shownBy: ['tools/named-other'],
    hooks: { ...refusing(isNamed), ...errorBody(() => ({ error: "Invalid tool_choice type: 'object'." })) },
  },
  {
    id: 'nim-tool-choice-auto-400',
    seen: ['hidenobunagai/nvidia-nim-provider#2'],
    title: 'tool_choice auto is rejected unless the server is started with a flag.',
    expect: REFUSED,
    shownBy: ['tools/auto'],
    hooks: refusing(mode('auto'), { message: '"auto" tool choice requires a parser to be set' }),
  },
  {
    id: 'llamacpp-python-named-tool-500',
    seen: ['abetlen/llama-cpp-python#1314', 'JamePeng/llama-cpp-python#113'],
    title: 'A tool_choice that names a function becomes 500.',
    expect: REFUSED,
    shownBy: ['tools/named-other'],
    hooks: refusing(isNamed, { status: 500, type: 'internal_server_error' }),
  },
  {
    id: 'fastflowlm-tool-choice-none-ignored',
    seen: ['ROCm/FastFlowLM#728'],
    title: 'A tool is called although tool_choice is none.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls'),
    shownBy: ['tools/none'],
    hooks: withRequest((given) => ({ ...given, toolChoice: given.toolChoice === 'none' ? 'auto' : given.toolChoice })),
  },
  {
    id: 'mlxvlm-tool-choice-ignored',
    seen: ['Blaizzy/mlx-vlm#1045', 'google-ai-edge/LiteRT-LM#2471'],
    title: 'No tool is called although tool_choice is required.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls'),
    shownBy: ['tools/required', 'tools/required-unprompted'],
    hooks: ignoring('tools', 'tool_choice'),
  },
  {
    id: 'litert-named-tool-choice-ignored',
    seen: ['google-ai-edge/LiteRT-LM#2471'],
    title: 'Another tool is called than the one that tool_choice names.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls/*/function/name'),
    shownBy: ['tools/named-other'],
    hooks: ignoring('tool_choice'),
  },
  {
    id: 'b-claude-max-proxy-tools-ignored',
    seen: ['GodYeh/claude-max-api-proxy#2'],
    title: 'tools are dropped from the request.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls'),
    shownBy: ['tools/required'],
    hooks: ignoring('tools', 'tool_choice'),
  },
  {
    id: 'b-litellm-responses-bridge-drops-tools',
    seen: ['BerriAI/litellm#17246'],
    title: 'Streamed calls are dropped; the stream has only text and finish_reason stop.',
    expect: reportedBy('tool-choice', 'stream'),
    shownBy: ['tools/required-streamed'],
    hooks: withRequest((given) => (given.stream ? { ...given, tools: [] } : given)),
  },
  {
    id: 'erato-call-without-tools',
    seen: ['EratoLab/erato#169', 'Budibase/budibase#18053'],
    title: 'A tool is called although the request has no tools.',
    expect: reportedBy('tool-choice', 'body /choices/*/message/tool_calls'),
    shownBy: ['basic/minimal'],
    hooks: inBody(put('/choices/*/message/tool_calls', [CALL]), put('/choices/*/finish_reason', 'tool_calls')),
  },
  {
    id: 'mlxserve-stream-drops-toolcalls',
    seen: ['ddalcu/mlx-serve#287'],
    title: 'A tool is called in a body, but the stream of the same request is empty.',
    expect: reportedBy('tool-choice', 'stream'),
    shownBy: ['streaming/as-unstreamed-tool-call'],
    hooks: {
      completion: (completion, context) =>
        context.requested?.stream === true && context.requested.tools.length > 0
          ? { ...completion, choices: completion.choices.map((c) => ({ ...c, calls: [], tokens: [], finish: 'stop' })) }
          : completion,
    },
  },
  {
    id: 'sglang-parallel-tool-calls-ignored',
    seen: ['sgl-project/sglang#9696', 'vllm-project/vllm#22218'],
    title: 'There are two calls although parallel_tool_calls is false.',
    expect: reportedBy('parallel-tool-calls', 'body /choices/*/message/tool_calls/*'),
    shownBy: ['tools/parallel-off'],
    hooks: ignoring('parallel_tool_calls'),
  },
  {
    id: 'b-copilot-split-choices',
    seen: ['SWE-agent/mini-swe-agent#804'],
    title: 'The text and the call of one choice arrive as two choices.',
    expect: reportedBy('tool-calls-together', 'body /choices/*/message/tool_calls/*'),
    shownBy: ['tools/auto'],
    hooks: {
      response: (body) => {
        const choices = Array.isArray(body['choices']) ? body['choices'] : [];
        const text = { role: 'assistant', content: 'I will look it up.', refusal: null };
        const first = { index: 0, message: text, logprobs: null, finish_reason: 'stop' };
        return !JSON.stringify(choices).includes('tool_calls')
          ? body
          : { ...body, choices: [first, ...choices.map((choice) => ({ ...(choice as JsonObject), index: 1 }))] };
      },
    },
  },
]);
