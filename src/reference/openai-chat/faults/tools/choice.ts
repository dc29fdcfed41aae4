import type { JsonObject } from '../../../../core/model/json.js';
import type { Asked } from '../../request-read.js';
import type { Hooks } from '../../hooks.js';
import { inBody } from '../kit/chunks.js';
import { put } from '../kit/edit.js';
import { by, faultsOf } from '../kit/fault.js';
import { errorBody, ignoring, refusing } from '../kit/refusals.js';

const REFUSED = by('acceptance', 'status');
const CALL = { id: 'call_1', type: 'function', function: { name: 'search', arguments: '{"query":"pong"}' } };
const mode =
  (name: string) =>
  ({ tool_choice: choice }: JsonObject) =>
    choice === name;
const isNamed = ({ tool_choice: choice }: JsonObject): boolean => typeof choice === 'object' && choice !== null;
const asked = (make: (requested: Asked) => Asked): Hooks => ({ asked: make });

/** tool_choice, parallel_tool_calls and tools that are refused or ignored. */
export const toolChoices = faultsOf('tools', [
  [
    'lmstudio-named-tool-choice-rejected',
    ['antropia-studio/linguito#21'],
    'A tool_choice that names a function is refused, with a bare string for an error.',
    REFUSED,
    ['tools/named-other'],
    { ...refusing(isNamed), ...errorBody(() => ({ error: "Invalid tool_choice type: 'object'." })) },
  ],
  [
    'nim-tool-choice-auto-400',
    ['hidenobunagai/nvidia-nim-provider#2'],
    'tool_choice auto is refused until the server is started with a flag.',
    REFUSED,
    ['tools/auto'],
    refusing(mode('auto'), { message: '"auto" tool choice requires a parser to be set' }),
  ],
  [
    'llamacpp-python-named-tool-500',
    ['abetlen/llama-cpp-python#1314', 'JamePeng/llama-cpp-python#113'],
    'A tool_choice that names a function ends in 500.',
    REFUSED,
    ['tools/named-other'],
    refusing(isNamed, { status: 500, type: 'internal_server_error' }),
  ],
  [
    'fastflowlm-tool-choice-none-ignored',
    ['ROCm/FastFlowLM#728'],
    'A tool is called though tool_choice is none.',
    by('tool-choice', 'body /choices/*/message/tool_calls'),
    ['tools/none'],
    asked((given) => ({ ...given, toolChoice: given.toolChoice === 'none' ? 'auto' : given.toolChoice })),
  ],
  [
    'mlxvlm-tool-choice-ignored',
    ['Blaizzy/mlx-vlm#1045', 'google-ai-edge/LiteRT-LM#2471'],
    'No tool is called though tool_choice is required.',
    by('tool-choice', 'body /choices/*/message/tool_calls'),
    ['tools/required', 'tools/required-unprompted'],
    ignoring('tools', 'tool_choice'),
  ],
  [
    'litert-named-tool-choice-ignored',
    ['google-ai-edge/LiteRT-LM#2471'],
    'Another tool is called than tool_choice names.',
    by('tool-choice', 'body /choices/*/message/tool_calls/*/function/name'),
    ['tools/named-other'],
    ignoring('tool_choice'),
  ],
  [
    'b-claude-max-proxy-tools-ignored',
    ['GodYeh/claude-max-api-proxy#2'],
    'Tools are taken out of the request without a word.',
    by('tool-choice', 'body /choices/*/message/tool_calls'),
    ['tools/required'],
    ignoring('tools', 'tool_choice'),
  ],
  [
    'b-litellm-responses-bridge-drops-tools',
    ['BerriAI/litellm#17246'],
    'Streamed calls are dropped; text and a stop are all that comes.',
    by('tool-choice', 'stream'),
    ['tools/required-streamed'],
    asked((given) => (given.stream ? { ...given, tools: [] } : given)),
  ],
  [
    'erato-call-without-tools',
    ['EratoLab/erato#169', 'Budibase/budibase#18053'],
    'A tool is called though the request offers none.',
    by('tool-choice', 'body /choices/*/message/tool_calls'),
    ['basic/minimal'],
    inBody(put('/choices/*/message/tool_calls', [CALL]), put('/choices/*/finish_reason', 'tool_calls')),
  ],
  [
    'mlxserve-stream-drops-toolcalls',
    ['ddalcu/mlx-serve#287'],
    'A request calls a tool unstreamed; streamed it gets an empty answer.',
    by('tool-choice', 'stream'),
    ['streaming/as-unstreamed-tool-call'],
    {
      completion: (completion, context) =>
        context.asked?.stream === true && context.asked.tools.length > 0
          ? { ...completion, choices: completion.choices.map((c) => ({ ...c, calls: [], tokens: [], finish: 'stop' })) }
          : completion,
    },
  ],
  [
    'sglang-parallel-tool-calls-ignored',
    ['sgl-project/sglang#9696', 'vllm-project/vllm#22218'],
    'Two calls come though parallel_tool_calls is false.',
    by('parallel-tool-calls', 'body /choices/*/message/tool_calls/*'),
    ['tools/parallel-off'],
    ignoring('parallel_tool_calls'),
  ],
  [
    'b-copilot-split-choices',
    ['SWE-agent/mini-swe-agent#804'],
    'Text and call come as two choices of an answer for one.',
    by('tool-calls-together', 'body /choices/*/message/tool_calls/*'),
    ['tools/auto'],
    {
      response: (body) => {
        const choices = Array.isArray(body['choices']) ? body['choices'] : [];
        const text = { role: 'assistant', content: 'I will look it up.', refusal: null };
        const first = { index: 0, message: text, logprobs: null, finish_reason: 'stop' };
        return !JSON.stringify(choices).includes('tool_calls')
          ? body
          : { ...body, choices: [first, ...choices.map((choice) => ({ ...(choice as JsonObject), index: 1 }))] };
      },
    },
  ],
]);
