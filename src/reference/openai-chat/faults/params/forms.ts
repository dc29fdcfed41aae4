import type { Json, JsonObject } from '../../../../core/model/json.js';
import { isObject } from '../../sample.js';
import { by, faultsOf } from '../kit/fault.js';
import { errorBody, refusing, refusingHeader } from '../kit/refusals.js';

const TOLD = by('acceptance', 'status');
const listIn = (body: JsonObject, name: string): readonly JsonObject[] => {
  const list = body[name];
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : [];
};
const says = (role: string, is: (content: Json | undefined) => boolean) => (body: JsonObject) =>
  listIn(body, 'messages').some((message) => message['role'] === role && is(message['content']));
const offers = (is: (offered: JsonObject) => boolean) => (body: JsonObject) =>
  listIn(body, 'tools').some((tool) => isObject(tool['function']) && is(tool['function']));
const repeatsRole = (wanted: string) => (body: JsonObject) =>
  listIn(body, 'messages').some(({ role }, n, all) => role === wanted && all[n - 1]?.['role'] === wanted);

/** Documented forms of messages, tools and parameters that are refused. */
export const refusedForms = faultsOf('params', [
  [
    'llamacpp-null-parameter-rejected',
    ['ggml-org/llama.cpp#25515', 'LostRuins/koboldcpp#1503'],
    'A parameter that is null is refused.',
    TOLD,
    ['penalties/nulls'],
    refusing((body) => Object.values(body).includes(null), { message: 'type must be number, but is null' }),
  ],
  [
    'lmstudio-null-content-rejected',
    ['lmstudio-ai/lmstudio-bug-tracker#261', 'mistralai/mistral-common#324'],
    'A message whose content is null beside its tool calls is refused.',
    TOLD,
    ['tools/round-trip-parallel'],
    {
      ...refusing(says('assistant', (content) => content === null)),
      ...errorBody(() => ({ error: "Invalid 'content': 'content' field must be a string or an array of objects." })),
    },
  ],
  [
    'ninfer-tool-content-parts-rejected',
    ['Neroued/ninfer#56'],
    'The result of a tool in parts is refused.',
    TOLD,
    ['tools/round-trip-parts'],
    refusing(says('tool', Array.isArray), { message: 'tool messages must contain string content' }),
  ],
  [
    'groq-system-parts-rejected',
    ['gptme/gptme#375', 'qualcomm/GenieX#683'],
    'A system message in parts is refused.',
    TOLD,
    ['basic/system-parts'],
    refusing(says('system', Array.isArray), { message: 'messages.0.content: value must be a string' }),
  ],
  [
    'minimax-tool-without-parameters-rejected',
    ['QwenLM/qwen-code#11905', 'QwenLM/qwen-code#11956', 'Azure/azure-sdk-for-js#28312'],
    'A tool that says nothing of parameters is refused.',
    TOLD,
    ['tools/no-parameters'],
    refusing(
      offers(({ parameters }) => parameters === undefined),
      { message: 'missing field parameters' },
    ),
  ],
  [
    'routellm-strict-rejected',
    ['earendil-works/pi#1172', 'OpenCoworkAI/open-cowork#232', 'Zoo-Code-Org/Zoo-Code#1036'],
    'A tool with strict is refused.',
    TOLD,
    ['tools/strict'],
    refusing(
      offers(({ strict }) => strict !== undefined),
      { message: 'Extra inputs are not permitted' },
    ),
  ],
  [
    '9router-schema-reference-rejected',
    ['decolua/9router#1036'],
    'A tool whose schema has a reference is refused.',
    TOLD,
    ['tools/schema-keywords'],
    refusing(
      offers(({ parameters }) => JSON.stringify(parameters ?? null).includes('"$ref"')),
      { message: 'Invalid JSON payload received. Unknown name "ref": Cannot find field.' },
    ),
  ],
  [
    'lemonade-tool-without-description-500',
    ['lemonade-sdk/lemonade#540', 'vllm-project/vllm#44686'],
    'A tool without a description ends in 500.',
    TOLD,
    ['tools/several-tools'],
    refusing(
      offers(({ description }) => description === undefined),
      { status: 500, message: "key 'description' not found" },
    ),
  ],
  [
    'vllm-left-out-content-rejected',
    ['jekalmin/extended_openai_conversation#456', 'langchain4j/langchain4j#1958'],
    'A message that has no content beside its tool calls is refused.',
    TOLD,
    ['tools/round-trip-no-content'],
    refusing(says('assistant', (content) => content === undefined)),
  ],
  [
    'vllm-roles-must-alternate',
    ['vllm-project/vllm#6862', 'OpenSecretCloud/opensecret#120', 'microsoft/semantic-kernel#10281'],
    'Two messages of the user in a row are refused.',
    TOLD,
    ['basic/several-turns'],
    refusing(repeatsRole('user'), { message: 'Conversation roles must alternate.' }),
  ],
  [
    'qwen-second-system-message-rejected',
    ['BerriAI/litellm#26879', 'can1357/oh-my-pi#958', 'anomalyco/opencode#42909'],
    'A second system message is refused.',
    TOLD,
    ['basic/late-system-message'],
    refusing((body) => listIn(body, 'messages').filter(({ role }) => role === 'system').length > 1, {
      message: 'System message must be at the beginning.',
    }),
  ],
  [
    'zai-second-stop-sequence-rejected',
    ['elizaOS/eliza#24493'],
    'More than one stop sequence is refused.',
    TOLD,
    ['penalties/stop.array'],
    refusing((body) => Array.isArray(body['stop']) && body['stop'].length > 1),
  ],
  [
    'codestral-name-rejected',
    ['vllm-project/vllm#12864', 'yaroslavyaroslav/OpenAI-sublime-text#110'],
    'A message with a name is refused.',
    TOLD,
    ['basic/named-participant'],
    refusing((body) => listIn(body, 'messages').some(({ name }) => name !== undefined), {
      status: 422,
      message: 'Extra inputs are not permitted',
    }),
  ],
  [
    'nim-charset-rejected',
    ['phodal/auto-dev#289', 'openai/openai-openapi#194'],
    'A body labelled application/json with a charset is refused.',
    TOLD,
    ['basic/charset'],
    refusingHeader('content-type', /charset/u, { status: 415, message: 'It must be application/json.' }),
  ],
]);
