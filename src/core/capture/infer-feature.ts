import type { Json, JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { asArray, asString, isObject } from '../wire/narrow.js';
import { member } from '../wire/pointer.js';
import { promises } from '../plan/promises.js';

/** What a request may be about, the most telling first: what few requests have, and servers refuse for its own sake. */
const TELLING: readonly (readonly [feature: string, told: (body: JsonObject) => boolean])[] = [
  ['response_format.json_schema', (body) => member(body['response_format'], 'type') === 'json_schema'],
  ['response_format.json_object', (body) => member(body['response_format'], 'type') === 'json_object'],
  ['tool_choice.named', (body) => typeof member(body['tool_choice'], 'function') === 'object'],
  ['tool_choice.required', (body) => body['tool_choice'] === 'required'],
  ['tool_choice.none', (body) => body['tool_choice'] === 'none'],
  ['parallel_tool_calls', (body) => typeof body['parallel_tool_calls'] === 'boolean'],
  ['image-parts', (body) => partTypes(body).includes('image_url')],
  ['tool-content-parts', (body) => says(body, 'tool', Array.isArray)],
  ['null-content', (body) => says(body, 'assistant', (content) => content === null)],
  ['omitted-content', (body) => says(body, 'assistant', (content) => content === undefined)],
  ['tool-messages', (body) => says(body, 'tool')],
  ['strict-tools', (body) => offers(body, (tool) => tool['strict'] === true)],
  ['tool-schema-keywords', (body) => offers(body, (tool) => KEYWORDS.test(JSON.stringify(tool['parameters'] ?? null)))],
  ['tools-without-parameters', (body) => offers(body, (tool) => !isGiven(tool['parameters']))],
  ['tools', (body) => asArray(body['tools']).length > 0],
  ['top_logprobs', (body) => typeof body['top_logprobs'] === 'number'],
  ['logprobs', (body) => body['logprobs'] === true],
  ['logit_bias', (body) => isGiven(body['logit_bias'])],
  ['n', (body) => typeof body['n'] === 'number' && body['n'] > 1],
  ['stop-array', (body) => Array.isArray(body['stop'])],
  ['stop', (body) => typeof body['stop'] === 'string'],
  ['service_tier', (body) => isGiven(body['service_tier'])],
  ['developer-message', (body) => says(body, 'developer')],
  ['system-content-parts', (body) => says(body, 'system', Array.isArray)],
  ['content-parts', (body) => partTypes(body).length > 0],
  ['message-name', (body) => messages(body).some((message) => isGiven(member(message, 'name')))],
  ['nullable', (body) => Object.values(body).includes(null)],
  ['stream-usage', (body) => isGiven(body['stream_options'])],
  ['stream', (body) => body['stream'] === true],
];

/** Keywords of JSON Schema that refer to other schemas, or choose among them. */
const KEYWORDS = /"(?:\$ref|\$defs|anyOf|oneOf|allOf)":/u;

/** The feature or parameter whose claim a refusal of the request breaks: one that the spec promises. */
export function aboutOf(body: JsonObject, spec: Spec): string {
  return TELLING.find(([feature, told]) => promises(spec, feature) && told(body))?.[0] ?? 'endpoint';
}

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null;

const messages = (body: JsonObject): readonly Json[] => asArray(body['messages']);

function says(body: JsonObject, role: string, is: (content: Json | undefined) => boolean = () => true): boolean {
  return messages(body).some((message) => member(message, 'role') === role && is(member(message, 'content')));
}

function offers(body: JsonObject, is: (offered: JsonObject) => boolean): boolean {
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
