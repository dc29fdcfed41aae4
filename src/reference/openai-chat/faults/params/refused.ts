import type { JsonObject } from '../../../../core/model/json.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { errorBody, errorText, has, refusing } from '../kit/refusals.js';

const REPORTED = reportedBy('acceptance', 'status');
const is = (name: string, value: unknown) => (body: JsonObject) => body[name] === value;
const format = (type: string) => (body: JsonObject) =>
  JSON.stringify(body['response_format'] ?? null).includes(`"type":"${type}"`);
const says = (role: string) => (body: JsonObject) =>
  JSON.stringify(body['messages'] ?? null).includes(`"role":"${role}"`);
const parts = (body: JsonObject): boolean => JSON.stringify(body['messages'] ?? null).includes('"content":[');
const forbidden = (name: string) =>
  errorBody(() => ({
    detail: [{ type: 'extra_forbidden', loc: ['body', name], msg: 'Extra inputs are not permitted' }],
  }));

/** Documented parameters that are rejected. */
export const refusedParameters = faultsOf('params', [
  {
    id: 'mistral-max-completion-tokens-rejected',
    seen: ['vectorize-io/hindsight#852', 'Gitlawb/openclaude#739', 'yazinsai/OpenOats#319'],
    title: 'max_completion_tokens is rejected as unknown.',
    expect: REPORTED,
    shownBy: ['penalties/max_completion_tokens.cut'],
    hooks: { ...refusing(has('max_completion_tokens'), { status: 422 }), ...forbidden('max_completion_tokens') },
  },
  {
    id: 'mistral-frequency-penalty-rejected',
    seen: ['mistralai/platform-docs-public#7'],
    title: 'frequency_penalty is rejected, with JSON inside the message.',
    expect: REPORTED,
    shownBy: ['penalties/frequency_penalty.middle'],
    hooks: refusing(has('frequency_penalty'), {
      status: 422,
      message: '{"detail":[{"type":"extra_forbidden"}]}',
      code: '1000',
    }),
  },
  {
    id: 'lmstudio-json-object-rejected',
    seen: [
      'willmiao/ComfyUI-Lora-Manager#1033',
      'lfnovo/esperanto#46',
      'InternLM/lmdeploy#4080',
      'Blaizzy/mlx-vlm#1171',
    ],
    title: 'response_format json_object is rejected with an error that is a string.',
    expect: REPORTED,
    shownBy: ['penalties/response_format.json_object'],
    hooks: {
      ...refusing(format('json_object')),
      ...errorBody(() => ({ error: "'response_format.type' must be 'json_schema' or 'text'" })),
    },
  },
  {
    id: 'deepseek-json-schema-rejected',
    seen: ['caura-ai/caura#1475'],
    title: 'response_format json_schema is rejected.',
    expect: REPORTED,
    shownBy: ['penalties/response_format.json_schema'],
    hooks: refusing(format('json_schema'), { message: 'This response_format type is unavailable now' }),
  },
  {
    id: 'sglang-logprobs-500',
    seen: ['sgl-project/sglang#4440'],
    title: 'logprobs become 500.',
    expect: REPORTED,
    shownBy: ['penalties/logprobs.words'],
    hooks: { ...refusing(is('logprobs', true), { status: 500 }), ...errorText('text/plain', 'Internal Server Error') },
  },
  {
    id: 'databricks-stream-options-rejected',
    seen: ['continuedev/continue#12936', 'vercel/ai#1578', 'earendil-works/pi#1528'],
    title: 'stream_options is rejected as an unknown field.',
    expect: REPORTED,
    shownBy: ['streaming/include-usage'],
    hooks: refusing(has('stream_options'), { message: 'json: unknown field "stream_options"' }),
  },
  {
    id: 'groq-stream-options-rejected',
    seen: ['vercel/ai#1578'],
    title: 'stream_options is rejected as not supported.',
    expect: REPORTED,
    shownBy: ['streaming/include-usage', 'streaming/stream-options-empty'],
    hooks: refusing(has('stream_options'), { message: "property 'stream_options' is unsupported" }),
  },
  {
    id: 'gigachat-temperature-0-422',
    seen: ['ai-forever/gigachain#237'],
    title: 'temperature 0 is rejected.',
    expect: REPORTED,
    shownBy: ['penalties/temperature.min'],
    hooks: {
      ...refusing(is('temperature', 0), { status: 422 }),
      ...errorBody(() => ({ status: 422, message: 'temperature must be in range (0, +inf)' })),
    },
  },
  {
    id: 'xinference-temperature-0-error',
    seen: ['microsoft/graphrag#416'],
    title: 'temperature 0 becomes 500.',
    expect: REPORTED,
    shownBy: ['penalties/temperature.min'],
    hooks: refusing(is('temperature', 0), {
      status: 500,
      message: '`temperature` has to be a strictly positive float',
    }),
  },
  {
    id: 'krutrim-logit-bias-400',
    seen: ['ola-krutrim/ai-cloud#2', 'BerriAI/litellm#7793'],
    title: 'logit_bias is rejected.',
    expect: REPORTED,
    shownBy: ['penalties/logit_bias.middle'],
    hooks: { ...refusing(has('logit_bias')), ...errorText('text/plain', 'Bad Request') },
  },
  {
    id: 'splash-valid-params-400',
    seen: ['incoai/splash#48'],
    title: 'A presence_penalty within its bounds is rejected.',
    expect: REPORTED,
    shownBy: ['penalties/presence_penalty.middle', 'penalties/presence_penalty.max'],
    hooks: refusing(has('presence_penalty')),
  },
  {
    id: 'geniex-content-array-rejected',
    seen: ['qualcomm/GenieX#683', 'qualcomm/GenieX#772', 'leonickson1/Swiftlet#14'],
    title: 'Content parts are rejected.',
    expect: REPORTED,
    shownBy: ['basic/content-parts'],
    hooks: { ...refusing(parts), ...errorBody(() => ({ error: 'unknown content type' })) },
  },
  {
    id: 'ktransformers-content-array-detail',
    seen: ['kvcache-ai/ktransformers#773'],
    title: 'Content parts are rejected by a validator that accepts strings only.',
    expect: REPORTED,
    shownBy: ['basic/content-parts'],
    hooks: { ...refusing(parts, { status: 422 }), ...forbidden('messages') },
  },
  {
    id: 'developer-role-rejected-flat',
    seen: ['cloudflare/cloudflare-os#36', 'michelle-avery/openai-compatible-conversation#21'],
    title: 'The role developer is rejected, with an error without an error object.',
    expect: REPORTED,
    shownBy: ['basic/developer-message'],
    hooks: {
      ...refusing(says('developer')),
      ...errorBody(({ message, type }) => ({ message, type, param: '', code: null })),
    },
  },
  {
    id: 'b-gateway-requires-stream-true',
    seen: ['langchain-ai/openwiki#655'],
    title: 'Requests without stream true are rejected.',
    expect: REPORTED,
    shownBy: ['basic/limited', 'basic/stream-false'],
    hooks: refusing((body) => body['stream'] !== true, { message: 'Stream must be set to true' }),
  },
  {
    id: 'b-guardrails-tool-choice-rejected',
    seen: ['NVIDIA-NeMo/Guardrails#2060'],
    title: 'tool_choice is rejected by a schema that does not include it.',
    expect: REPORTED,
    shownBy: ['tools/auto'],
    hooks: { ...refusing(has('tool_choice'), { status: 422 }), ...forbidden('tool_choice') },
  },
  {
    id: 'llamacpp-python-500-json-schema',
    seen: ['ggml-org/llama.cpp#23463'],
    title: 'response_format json_schema becomes 500.',
    expect: REPORTED,
    shownBy: ['penalties/response_format.json_schema'],
    hooks: refusing(format('json_schema'), { status: 500, type: 'internal_server_error' }),
  },
  {
    id: 'llamacpp-500-invalid-schema',
    seen: ['ggml-org/llama.cpp#17572'],
    title: 'A tool schema that cannot be converted becomes 500.',
    expect: REPORTED,
    shownBy: ['tools/schema-values'],
    hooks: refusing((body) => JSON.stringify(body['tools'] ?? null).includes('"enum"'), {
      status: 500,
      type: 'server_error',
    }),
  },
  {
    id: 'llamacpp-500-template',
    seen: ['lyracode-app/Lyra-Code#30'],
    title: 'A system message after the first message becomes 500.',
    expect: REPORTED,
    shownBy: ['basic/late-system-message'],
    hooks: refusing((body) => /"role":"user".*"role":"system"/u.test(JSON.stringify(body['messages'] ?? null)), {
      status: 500,
    }),
  },
]);
