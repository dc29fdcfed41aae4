import type { Json, JsonObject } from '../../../../core/model/json.js';
import { isObject } from '../../../sample.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { errorBody, refusing, refusingHeader } from '../kit/refusals.js';

const REPORTED = reportedBy('acceptance', 'status');
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

/** Documented forms of messages, tools and parameters that are rejected. */
export const refusedForms = faultsOf('params', [
  {
    id: 'llamacpp-null-parameter-rejected',
    seen: ['ggml-org/llama.cpp#25515', 'LostRuins/koboldcpp#1503'],
    title: 'A null parameter is rejected.',
    expect: REPORTED,
    shownBy: ['penalties/temperature.null', 'penalties/max_tokens.null'],
    hooks: refusing((body) => Object.values(body).includes(null), { message: 'type must be number, but is null' }),
  },
  {
    id: 'lmstudio-null-content-rejected',
    seen: ['lmstudio-ai/lmstudio-bug-tracker#261', 'mistralai/mistral-common#324'],
    title: 'A message with tool calls and null content is rejected.',
    expect: REPORTED,
    shownBy: ['tools/round-trip-parallel'],
    hooks: {
      ...refusing(says('assistant', (content) => content === null)),
      ...errorBody(() => ({ error: "Invalid 'content': 'content' field must be a string or an array of objects." })),
    },
  },
  {
    id: 'ninfer-tool-content-parts-rejected',
    seen: ['Neroued/ninfer#56'],
    title: 'A tool result in content parts is rejected.',
    expect: REPORTED,
    shownBy: ['tools/round-trip-parts'],
    hooks: refusing(says('tool', Array.isArray), { message: 'tool messages must contain string content' }),
  },
  {
    id: 'groq-system-parts-rejected',
    seen: ['gptme/gptme#375', 'qualcomm/GenieX#683'],
    title: 'A system message in content parts is rejected.',
    expect: REPORTED,
    shownBy: ['basic/system-parts'],
    hooks: refusing(says('system', Array.isArray), { message: 'messages.0.content: value must be a string' }),
  },
  {
    id: 'minimax-tool-without-parameters-rejected',
    seen: ['QwenLM/qwen-code#11905', 'QwenLM/qwen-code#11956', 'Azure/azure-sdk-for-js#28312'],
    title: 'A tool without parameters is rejected.',
    expect: REPORTED,
    shownBy: ['tools/no-parameters'],
    hooks: refusing(
      offers(({ parameters }) => parameters === undefined),
      { message: 'missing field parameters' },
    ),
  },
  {
    id: 'routellm-strict-rejected',
    seen: ['earendil-works/pi#1172', 'OpenCoworkAI/open-cowork#232', 'Zoo-Code-Org/Zoo-Code#1036'],
    title: 'A tool with strict is rejected.',
    expect: REPORTED,
    shownBy: ['tools/strict'],
    hooks: refusing(
      offers(({ strict }) => strict !== undefined),
      { message: 'Extra inputs are not permitted' },
    ),
  },
  {
    id: '9router-schema-reference-rejected',
    seen: ['decolua/9router#1036'],
    title: 'A tool whose schema has a $ref is rejected.',
    expect: REPORTED,
    shownBy: ['tools/schema-keywords'],
    hooks: refusing(
      offers(({ parameters }) => JSON.stringify(parameters ?? null).includes('"$ref"')),
      { message: 'Invalid JSON payload received. Unknown name "ref": Cannot find field.' },
    ),
  },
  {
    id: 'lemonade-tool-without-description-500',
    seen: ['lemonade-sdk/lemonade#540', 'vllm-project/vllm#44686'],
    title: 'A tool without a description becomes 500.',
    expect: REPORTED,
    shownBy: ['tools/several-tools'],
    hooks: refusing(
      offers(({ description }) => description === undefined),
      { status: 500, message: "key 'description' not found" },
    ),
  },
  {
    id: 'vllm-left-out-content-rejected',
    seen: ['jekalmin/extended_openai_conversation#456', 'langchain4j/langchain4j#1958'],
    title: 'A message with tool calls and no content member is rejected.',
    expect: REPORTED,
    shownBy: ['tools/round-trip-no-content'],
    hooks: refusing(says('assistant', (content) => content === undefined)),
  },
  {
    id: 'vllm-roles-must-alternate',
    seen: ['vllm-project/vllm#6862', 'OpenSecretCloud/opensecret#120', 'microsoft/semantic-kernel#10281'],
    title: 'Two consecutive user messages are rejected.',
    expect: REPORTED,
    shownBy: ['basic/several-turns'],
    hooks: refusing(repeatsRole('user'), { message: 'Conversation roles must alternate.' }),
  },
  {
    id: 'qwen-second-system-message-rejected',
    seen: ['BerriAI/litellm#26879', 'can1357/oh-my-pi#958', 'anomalyco/opencode#42909'],
    title: 'A second system message is rejected.',
    expect: REPORTED,
    shownBy: ['basic/late-system-message'],
    hooks: refusing((body) => listIn(body, 'messages').filter(({ role }) => role === 'system').length > 1, {
      message: 'System message must be at the beginning.',
    }),
  },
  {
    id: 'zai-second-stop-sequence-rejected',
    seen: ['elizaOS/eliza#24493'],
    title: 'More than one stop sequence is rejected.',
    expect: REPORTED,
    shownBy: ['penalties/stop.array'],
    hooks: refusing((body) => Array.isArray(body['stop']) && body['stop'].length > 1),
  },
  {
    id: 'codestral-name-rejected',
    seen: ['vllm-project/vllm#12864', 'yaroslavyaroslav/OpenAI-sublime-text#110'],
    title: 'A message with a name is rejected.',
    expect: REPORTED,
    shownBy: ['basic/named-participant'],
    hooks: refusing((body) => listIn(body, 'messages').some(({ name }) => name !== undefined), {
      status: 422,
      message: 'Extra inputs are not permitted',
    }),
  },
  {
    id: 'nim-charset-rejected',
    seen: ['phodal/auto-dev#289', 'openai/openai-openapi#194'],
    title: 'The media type application/json with a charset is rejected.',
    expect: REPORTED,
    shownBy: ['basic/charset'],
    hooks: refusingHeader('content-type', /charset/u, { status: 415, message: 'It must be application/json.' }),
  },
]);
