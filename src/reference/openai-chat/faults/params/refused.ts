import type { JsonObject } from '../../../../core/model/json.js';
import { by, faultsOf } from '../kit/fault.js';
import { errorBody, errorText, has, refusing } from '../kit/refusals.js';

const TOLD = by('acceptance', 'status');
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

/** Documented parameters that are refused. */
export const refusedParameters = faultsOf('params', [
  [
    'mistral-max-completion-tokens-rejected',
    ['vectorize-io/hindsight#852', 'Gitlawb/openclaude#739', 'yazinsai/OpenOats#319'],
    'max_completion_tokens is refused as unknown.',
    TOLD,
    ['penalties/max_completion_tokens.cut'],
    { ...refusing(has('max_completion_tokens'), { status: 422 }), ...forbidden('max_completion_tokens') },
  ],
  [
    'mistral-frequency-penalty-rejected',
    ['mistralai/platform-docs-public#7'],
    'frequency_penalty is refused, the reason being JSON inside the message.',
    TOLD,
    ['penalties/frequency_penalty.middle'],
    refusing(has('frequency_penalty'), {
      status: 422,
      message: '{"detail":[{"type":"extra_forbidden"}]}',
      code: '1000',
    }),
  ],
  [
    'lmstudio-json-object-rejected',
    ['willmiao/ComfyUI-Lora-Manager#1033', 'lfnovo/esperanto#46', 'InternLM/lmdeploy#4080', 'Blaizzy/mlx-vlm#1171'],
    'response_format json_object is refused, with a bare string for an error.',
    TOLD,
    ['penalties/response_format.json_object'],
    {
      ...refusing(format('json_object')),
      ...errorBody(() => ({ error: "'response_format.type' must be 'json_schema' or 'text'" })),
    },
  ],
  [
    'deepseek-json-schema-rejected',
    ['caura-ai/caura#1475'],
    'response_format json_schema is refused.',
    TOLD,
    ['penalties/response_format.json_schema'],
    refusing(format('json_schema'), { message: 'This response_format type is unavailable now' }),
  ],
  [
    'sglang-logprobs-500',
    ['sgl-project/sglang#4440'],
    'logprobs end in 500.',
    TOLD,
    ['penalties/logprobs.words'],
    { ...refusing(is('logprobs', true), { status: 500 }), ...errorText('text/plain', 'Internal Server Error') },
  ],
  [
    'databricks-stream-options-rejected',
    ['continuedev/continue#12936', 'vercel/ai#1578', 'earendil-works/pi#1528'],
    'stream_options is refused as an unknown field.',
    TOLD,
    ['streaming/include-usage'],
    refusing(has('stream_options'), { message: 'json: unknown field "stream_options"' }),
  ],
  [
    'groq-stream-options-rejected',
    ['vercel/ai#1578'],
    'stream_options is said not to be supported.',
    TOLD,
    ['streaming/include-usage', 'streaming/stream-options-empty'],
    refusing(has('stream_options'), { message: "property 'stream_options' is unsupported" }),
  ],
  [
    'gigachat-temperature-0-422',
    ['ai-forever/gigachain#237'],
    'A temperature of 0 is refused.',
    TOLD,
    ['penalties/temperature.min'],
    {
      ...refusing(is('temperature', 0), { status: 422 }),
      ...errorBody(() => ({ status: 422, message: 'temperature must be in range (0, +inf)' })),
    },
  ],
  [
    'xinference-temperature-0-error',
    ['microsoft/graphrag#416'],
    'A temperature of 0 ends in 500.',
    TOLD,
    ['penalties/temperature.min'],
    refusing(is('temperature', 0), { status: 500, message: '`temperature` has to be a strictly positive float' }),
  ],
  [
    'krutrim-logit-bias-400',
    ['ola-krutrim/ai-cloud#2', 'BerriAI/litellm#7793'],
    'logit_bias is refused.',
    TOLD,
    ['penalties/logit_bias.middle'],
    { ...refusing(has('logit_bias')), ...errorText('text/plain', 'Bad Request') },
  ],
  [
    'splash-valid-params-400',
    ['incoai/splash#48'],
    'A presence_penalty within its bounds is refused.',
    TOLD,
    ['penalties/presence_penalty.middle', 'penalties/presence_penalty.max'],
    refusing(has('presence_penalty')),
  ],
  [
    'geniex-content-array-rejected',
    ['qualcomm/GenieX#683', 'qualcomm/GenieX#772', 'leonickson1/Swiftlet#14'],
    'Content in parts is refused.',
    TOLD,
    ['basic/content-parts'],
    { ...refusing(parts), ...errorBody(() => ({ error: 'unknown content type' })) },
  ],
  [
    'ktransformers-content-array-detail',
    ['kvcache-ai/ktransformers#773'],
    'Content in parts fails a validation that takes strings alone.',
    TOLD,
    ['basic/content-parts'],
    { ...refusing(parts, { status: 422 }), ...forbidden('messages') },
  ],
  [
    'developer-role-rejected-flat',
    ['cloudflare/cloudflare-os#36', 'michelle-avery/openai-compatible-conversation#21'],
    'The role developer is refused, with an error that has no object around it.',
    TOLD,
    ['basic/developer-message'],
    {
      ...refusing(says('developer')),
      ...errorBody(({ message, type }) => ({ message, type, param: '', code: null })),
    },
  ],
  [
    'b-gateway-requires-stream-true',
    ['langchain-ai/openwiki#655'],
    'Whatever does not ask for a stream is refused.',
    TOLD,
    ['basic/limited', 'basic/stream-false'],
    refusing((body) => body['stream'] !== true, { message: 'Stream must be set to true' }),
  ],
  [
    'b-guardrails-tool-choice-rejected',
    ['NVIDIA-NeMo/Guardrails#2060'],
    'tool_choice fails a schema that does not know it.',
    TOLD,
    ['tools/auto'],
    { ...refusing(has('tool_choice'), { status: 422 }), ...forbidden('tool_choice') },
  ],
  [
    'llamacpp-python-500-json-schema',
    ['ggml-org/llama.cpp#23463'],
    'response_format json_schema ends in 500.',
    TOLD,
    ['penalties/response_format.json_schema'],
    refusing(format('json_schema'), { status: 500, type: 'internal_server_error' }),
  ],
  [
    'llamacpp-500-invalid-schema',
    ['ggml-org/llama.cpp#17572'],
    'The schema of a tool that cannot be converted ends in 500.',
    TOLD,
    ['tools/nested-arguments'],
    refusing((body) => JSON.stringify(body['tools'] ?? null).includes('"enum"'), { status: 500, type: 'server_error' }),
  ],
  [
    'llamacpp-500-template',
    ['lyracode-app/Lyra-Code#30'],
    'A system message that is not the first ends in 500.',
    TOLD,
    ['basic/late-system-message'],
    refusing((body) => /"role":"user".*"role":"system"/u.test(JSON.stringify(body['messages'] ?? null)), {
      status: 500,
    }),
  ],
]);
