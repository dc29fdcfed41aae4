import type { Json, JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { asArray, asString } from '../wire/narrow.js';
import { member } from '../wire/pointer.js';
import { promises } from './promises.js';

/** What a request may be about, the most telling first. */
const TELLING: readonly (readonly [feature: string, told: (body: JsonObject) => boolean])[] = [
  ['response_format.json_schema', (body) => member(body['response_format'], 'type') === 'json_schema'],
  ['response_format.json_object', (body) => member(body['response_format'], 'type') === 'json_object'],
  ['tool_choice.named', (body) => typeof member(body['tool_choice'], 'function') === 'object'],
  ['tool_choice.required', (body) => body['tool_choice'] === 'required'],
  ['tool_choice.none', (body) => body['tool_choice'] === 'none'],
  ['parallel_tool_calls', (body) => typeof body['parallel_tool_calls'] === 'boolean'],
  ['image-parts', (body) => partTypes(body).includes('image_url')],
  ['tool-messages', (body) => roles(body).includes('tool')],
  ['tools', (body) => asArray(body['tools']).length > 0],
  ['top_logprobs', (body) => typeof body['top_logprobs'] === 'number'],
  ['logprobs', (body) => body['logprobs'] === true],
  ['logit_bias', (body) => isGiven(body['logit_bias'])],
  ['n', (body) => typeof body['n'] === 'number' && body['n'] > 1],
  ['stop-array', (body) => Array.isArray(body['stop'])],
  ['stop', (body) => typeof body['stop'] === 'string'],
  ['developer-message', (body) => roles(body).includes('developer')],
  ['content-parts', (body) => partTypes(body).length > 0],
  ['stream', (body) => body['stream'] === true],
];

/** The feature or parameter whose claim a refusal of the request breaks: one that the spec promises. */
export function aboutOf(body: JsonObject, spec: Spec): string {
  return TELLING.find(([feature, told]) => promises(spec, feature) && told(body))?.[0] ?? 'endpoint';
}

const isGiven = (value: Json | undefined): boolean => value !== undefined && value !== null;

function roles(body: JsonObject): readonly (string | null)[] {
  return asArray(body['messages']).map((message) => asString(member(message, 'role')));
}

function partTypes(body: JsonObject): readonly (string | null)[] {
  return asArray(body['messages'])
    .flatMap((message) => asArray(member(message, 'content')))
    .map((part) => asString(member(part, 'type')));
}
