import type { Mistake } from '../../core/model/claim.js';
import type { Json, JsonObject } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import type { SchemaMismatch } from '../../core/schema/validator.js';
import type { Refusal } from './hooks.js';
import type { Request } from '../reply.js';
import { isObject } from '../sample.js';

const ROLES = new Set(['developer', 'system', 'user', 'assistant', 'tool', 'function']);
const UNLESS_DOCUMENTED: Readonly<Partial<Record<Mistake, number>>> = {
  'no-key': 401,
  'wrong-key': 401,
  'malformed-authorization': 401,
  'unknown-model': 404,
  'unknown-path': 404,
  'wrong-method': 405,
  'wrong-content-type': 415,
};

/** The first thing that is wrong with a request: its path, method, key or body; null for a valid request. */
export function refuse(
  request: Request,
  spec: Spec,
  key: string,
  validate: (body: Json) => readonly SchemaMismatch[],
): Refusal | null {
  const refusal = (mistake: Mistake, message: string, param: string | null = null): Refusal =>
    describe(spec, mistake, message, param);
  const chat = spec.path;
  if (request.path !== chat && request.path !== spec.modelsPath)
    return refusal('unknown-path', `There is nothing at ${request.path}.`);
  const method = request.path === chat ? 'POST' : 'GET';
  if (request.method !== method) return refusal('wrong-method', `${request.path} takes ${method}.`);
  const unauthorized = checkKey(request, spec, key);
  if (unauthorized !== null) return refusal(unauthorized, 'The API key is missing or not valid.');
  if (method === 'GET') return null;
  if (!/^application\/json\b/iu.test(request.headers['content-type'] ?? ''))
    return refusal('wrong-content-type', 'The body must be application/json.');
  const body = parse(request.text);
  if (!isObject(body)) return refusal('malformed-json', 'The body is not a JSON object.');
  return checkBody(body, spec, validate, refusal);
}

type MakeRefusal = (mistake: Mistake, message: string, param?: string | null) => Refusal;

function checkBody(
  body: JsonObject,
  spec: Spec,
  validate: (body: Json) => readonly SchemaMismatch[],
  refusal: MakeRefusal,
): Refusal | null {
  const messages = body['messages'];
  if (Array.isArray(messages) && messages.length === 0)
    return refusal('empty-messages', 'messages is empty.', 'messages');
  const [first] = validate(body);
  if (first !== undefined)
    return refusal(
      mistakeOf(first),
      `${first.pointer || '/'} is not as documented.`,
      first.pointer.split('/')[1] ?? null,
    );
  if (messages === undefined) return refusal('missing-field', 'messages is missing.', 'messages');
  if (!Array.isArray(messages) || !messages.every(isObject))
    return refusal('wrong-type', 'messages must be an array of objects.', 'messages');
  for (const message of messages) {
    if (typeof message['role'] !== 'string' || !ROLES.has(message['role']))
      return refusal('unknown-value', 'A message has an unknown role.', 'messages');
    if (message['role'] === 'tool' && typeof message['tool_call_id'] !== 'string')
      return refusal('orphan-tool-message', 'A tool message needs tool_call_id.', 'messages');
  }
  if (isBadToolChoice(body))
    return refusal('bad-tool-choice', 'tool_choice names no tool of this request.', 'tool_choice');
  if (body['top_logprobs'] != null && body['logprobs'] !== true)
    return refusal('unknown-value', 'top_logprobs needs logprobs.', 'top_logprobs');
  const models = spec.models.documented;
  if (
    typeof body['model'] === 'string' &&
    /no-such|does-not-exist|unknown/iu.test(body['model']) &&
    !models.includes(body['model'])
  ) {
    return refusal('unknown-model', `There is no model ${body['model']}.`, 'model');
  }
  return null;
}

function checkKey(request: Request, spec: Spec, key: string): Mistake | null {
  // Without a documented key, none is needed.
  if (spec.auth.length === 0) return null;
  let presented = false;
  for (const { header, prefix } of spec.auth) {
    const value = request.headers[header];
    if (value === undefined) continue;
    presented = true;
    // RFC 9110 §11.1: the scheme's name is case-insensitive.
    if (value.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() && value.slice(prefix.length) === key)
      return null;
  }
  return presented ? 'wrong-key' : 'no-key';
}

function isBadToolChoice({ tool_choice: choice, tools }: JsonObject): boolean {
  if (choice === undefined || choice === null) return false;
  if (typeof choice === 'string') return !['none', 'auto', 'required'].includes(choice);
  const named = isObject(choice) && isObject(choice['function']) ? choice['function']['name'] : undefined;
  const offered = Array.isArray(tools) ? tools : [];
  return !offered.some((tool) => isObject(tool) && isObject(tool['function']) && tool['function']['name'] === named);
}

function mistakeOf({ keyword, pointer }: SchemaMismatch): Mistake {
  if (keyword === 'required')
    return /^\/messages\/\d+\/tool_call_id$/u.test(pointer) ? 'orphan-tool-message' : 'missing-field';
  if (keyword === 'type') return 'wrong-type';
  return keyword === 'enum' || keyword === 'const' || keyword === 'pattern' ? 'unknown-value' : 'out-of-range';
}

/** Status and type as the spec's claims have them for this mistake. */
function describe(spec: Spec, mistake: Mistake, message: string, param: string | null): Refusal {
  const holders = spec.claims.flatMap(({ heldBy }) => heldBy);
  const documented = holders.find((holder) => holder.by === 'mistake' && holder.mistake === mistake);
  const status = (documented?.by === 'mistake' ? documented.status[0] : undefined) ?? UNLESS_DOCUMENTED[mistake] ?? 400;
  const typed = holders.find(
    (holder) => holder.by === 'check' && holder.check === 'error-type' && holder.with['status'] === status,
  );
  const type =
    typed?.by === 'check' && typeof typed.with['type'] === 'string' ? typed.with['type'] : 'invalid_request_error';
  return { mistake, status, type, message, param, code: status === 401 ? 'invalid_api_key' : null };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
