import type { Json, JsonObject } from '../../model/json.js';
import type { Spec } from '../../model/spec.js';
import { asArray, asString, isObject } from '../../wire/json-guards.js';
import { member } from '../../wire/pointer.js';
import { promises } from '../../schema/promises.js';

/** The features that identify a request, the rarest first: a rare feature is the likeliest reason of a refusal. */
const RECOGNISED: readonly (readonly [feature: string, isUsed: (body: JsonObject) => boolean])[] = [
  ['response_format.json_schema', (body) => member(body['response_format'], 'type') === 'json_schema'],
  ['response_format.json_object', (body) => member(body['response_format'], 'type') === 'json_object'],
  ['tool_choice.named', (body) => typeof member(body['tool_choice'], 'function') === 'object'],
  ['tool_choice.required', (body) => body['tool_choice'] === 'required'],
  ['tool_choice.none', (body) => body['tool_choice'] === 'none'],
  ['parallel_tool_calls', (body) => typeof body['parallel_tool_calls'] === 'boolean'],
  ['image-parts', (body) => partTypes(body).includes('image_url')],
  ['tool-content-parts', (body) => hasMessage(body, 'tool', Array.isArray)],
  ['null-content', (body) => hasMessage(body, 'assistant', (content) => content === null)],
  ['omitted-content', (body) => hasMessage(body, 'assistant', (content) => content === undefined)],
  ['tool-messages', (body) => hasMessage(body, 'tool')],
  ['strict-tools', (body) => hasTool(body, (tool) => tool['strict'] === true)],
  [
    'tool-schema-keywords',
    (body) => hasTool(body, (tool) => KEYWORDS.test(JSON.stringify(tool['parameters'] ?? null))),
  ],
  ['tools-without-parameters', (body) => hasTool(body, (tool) => !isGiven(tool['parameters']))],
  ['tools', (body) => asArray(body['tools']).length > 0],
  ['top_logprobs', (body) => typeof body['top_logprobs'] === 'number'],
  ['logprobs', (body) => body['logprobs'] === true],
  ['logit_bias', (body) => isGiven(body['logit_bias'])],
  ['n', (body) => typeof body['n'] === 'number' && body['n'] > 1],
  ['stop-array', (body) => Array.isArray(body['stop'])],
  ['stop', (body) => typeof body['stop'] === 'string'],
  ['service_tier', (body) => isGiven(body['service_tier'])],
  ['developer-message', (body) => hasMessage(body, 'developer')],
  ['system-content-parts', (body) => hasMessage(body, 'system', Array.isArray)],
  ['content-parts', (body) => partTypes(body).length > 0],
  ['message-name', (body) => messages(body).some((message) => isGiven(member(message, 'name')))],
  ['nullable', (body) => Object.values(body).includes(null)],
  ['stream-usage', (body) => isGiven(body['stream_options'])],
  ['stream', (body) => body['stream'] === true],
];

/** Keywords of JSON Schema that refer to other schemas, or combine them. */
const KEYWORDS = /"(?:\$ref|\$defs|anyOf|oneOf|allOf)":/u;

/** The promised feature or parameter whose claim a refusal of the request breaks; `endpoint` for a plain request. */
export function inferFeature(body: JsonObject, spec: Spec): string {
  return RECOGNISED.find(([feature, isUsed]) => promises(spec, feature) && isUsed(body))?.[0] ?? 'endpoint';
}

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null;

const messages = (body: JsonObject): readonly Json[] => asArray(body['messages']);

function hasMessage(body: JsonObject, role: string, is: (content: Json | undefined) => boolean = () => true): boolean {
  return messages(body).some((message) => member(message, 'role') === role && is(member(message, 'content')));
}

function hasTool(body: JsonObject, is: (tool: JsonObject) => boolean): boolean {
  return asArray(body['tools']).some((tool) => {
    const offered = member(tool, 'function');
    return isObject(offered) && is(offered);
  });
}

function partTypes(body: JsonObject): readonly (string | null)[] {
  return messages(body)
    .flatMap((message) => asArray(member(message, 'content')))
    .map((part) => asString(member(part, 'type')));
}
