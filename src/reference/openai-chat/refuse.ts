import type { Mistake } from '../../core/model/claim.js';
import type { Json, JsonObject } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import type { SchemaMismatch } from '../../core/schema/validator.js';
import type { Refusal } from './hooks.js';
import type { Request } from '../reply.js';
import { isObject } from './sample.js';

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

/** What is wrong with a request: its way to us, its key, its body. Null where nothing is. */
export function refuse(
  request: Request,
  spec: Spec,
  key: string,
  validate: (body: Json) => readonly SchemaMismatch[],
): Refusal | null {
  const told = (mistake: Mistake, message: string, param: string | null = null): Refusal =>
    describe(spec, mistake, message, param);
  const chat = spec.path;
  if (request.path !== chat && request.path !== spec.modelsPath)
    return told('unknown-path', `There is nothing at ${request.path}.`);
  const method = request.path === chat ? 'POST' : 'GET';
  if (request.method !== method) return told('wrong-method', `${request.path} takes ${method}.`);
  const unauthorized = checkKey(request, spec, key);
  if (unauthorized !== null) return told(unauthorized, 'The API key is missing or not valid.');
  if (method === 'GET') return null;
  if (!/^application\/json\b/iu.test(request.headers['content-type'] ?? ''))
    return told('wrong-content-type', 'The body must be application/json.');
  const body = parse(request.text);
  if (!isObject(body)) return told('malformed-json', 'The body is not a JSON object.');
  return checkBody(body, spec, validate, told);
}

type Tell = (mistake: Mistake, message: string, param?: string | null) => Refusal;

function checkBody(
  body: JsonObject,
  spec: Spec,
  validate: (body: Json) => readonly SchemaMismatch[],
  told: Tell,
): Refusal | null {
  const messages = body['messages'];
  if (Array.isArray(messages) && messages.length === 0) return told('empty-messages', 'messages is empty.', 'messages');
  const [first] = validate(body);
  if (first !== undefined)
    return told(mistakeOf(first), `${first.pointer || '/'} is not as documented.`, first.pointer.split('/')[1] ?? null);
  if (messages === undefined) return told('missing-field', 'messages is missing.', 'messages');
  if (!Array.isArray(messages) || !messages.every(isObject))
    return told('wrong-type', 'messages must be an array of objects.', 'messages');
  for (const message of messages) {
    if (typeof message['role'] !== 'string' || !ROLES.has(message['role']))
      return told('unknown-value', 'A message has an unknown role.', 'messages');
    if (message['role'] === 'tool' && typeof message['tool_call_id'] !== 'string')
      return told('orphan-tool-message', 'A tool message needs tool_call_id.', 'messages');
  }
  if (isBadToolChoice(body))
    return told('bad-tool-choice', 'tool_choice names no tool of this request.', 'tool_choice');
  if (body['top_logprobs'] != null && body['logprobs'] !== true)
    return told('unknown-value', 'top_logprobs needs logprobs.', 'top_logprobs');
  const models = spec.models.documented;
  if (
    typeof body['model'] === 'string' &&
    /no-such|does-not-exist|unknown/iu.test(body['model']) &&
    !models.includes(body['model'])
  ) {
    return told('unknown-model', `There is no model ${body['model']}.`, 'model');
  }
  return null;
}

function checkKey(request: Request, spec: Spec, key: string): Mistake | null {
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
