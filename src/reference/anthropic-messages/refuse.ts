import type { Mistake } from '../../core/model/claim.js';
import type { Json, JsonObject } from '../../core/model/json.js';
import type { Spec } from '../../core/model/spec.js';
import { compileSchema, type SchemaMismatch } from '../../core/schema/validator.js';
import type { Request } from '../reply.js';
import { isObject } from '../sample.js';
import type { Refusal } from './hooks.js';
import { blocksOf } from './message-request.js';

const COUNT = '/count_tokens';
const VERSIONS: readonly string[] = ['2023-06-01', '2026-10-21'];
const SAMPLING: readonly string[] = ['temperature', 'top_p', 'top_k'];

const UNLESS_DOCUMENTED: ReadonlyMap<Mistake, number> = new Map([
  ['no-key', 401],
  ['wrong-key', 401],
  ['unknown-model', 404],
  ['unknown-path', 404],
  ['wrong-method', 405],
]);

/** Whether a request counts tokens. */
export function isCount(request: Request, spec: Spec): boolean {
  return request.path === spec.path + COUNT;
}

/** The model whose description is requested; null for another request. */
export function modelOfPath({ path }: Request, { modelsPath }: Spec): string | null {
  const start = `${modelsPath}/`;
  return modelsPath !== null && path.startsWith(start) && !path.slice(start.length).includes('/')
    ? decodeURIComponent(path.slice(start.length))
    : null;
}

/** The first thing that is wrong with a request: its path, method, key, version or body; null for a valid request. */
export function refuse(
  request: Request,
  spec: Spec,
  key: string,
  validate: (body: Json) => readonly SchemaMismatch[],
): Refusal | null {
  const refusal = (mistake: Mistake, message: string): Refusal => describe(spec, mistake, message);
  const isList = request.path === spec.modelsPath || modelOfPath(request, spec) !== null;
  if (request.path !== spec.path && !isCount(request, spec) && !isList)
    return refusal('unknown-path', `There is nothing at ${request.path}.`);
  const method = isList ? 'GET' : 'POST';
  if (request.method !== method) return refusal('wrong-method', `${request.path} takes ${method}.`);
  const unauthorized = checkKey(request, spec, key);
  if (unauthorized !== null) return refusal(unauthorized, 'x-api-key is missing or not valid.');
  const version = request.headers['anthropic-version'];
  if (spec.headers['anthropic-version'] !== undefined) {
    if (version === undefined) return refusal('no-version', 'anthropic-version is missing.');
    if (!VERSIONS.includes(version)) return refusal('unknown-version', 'anthropic-version is not valid.');
  }
  if (isList) return null;
  const body = parse(request.text);
  if (!isObject(body)) return refusal('malformed-json', 'The body is not a JSON object.');
  const outdated = version === '2026-10-21' ? checkNewVersion(body, refusal) : null;
  if (outdated !== null) return outdated;
  return checkBody(body, isCount(request, spec) ? countSchema(spec) : validate, refusal);
}

type Validate = (body: Json) => readonly SchemaMismatch[];
type MakeRefusal = (mistake: Mistake, message: string) => Refusal;

/** What version 2026-10-21 refuses and the version before accepts. */
function checkNewVersion(body: JsonObject, refusal: MakeRefusal): Refusal | null {
  if (SAMPLING.some((name) => body[name] !== undefined))
    return refusal('removed-parameter', 'temperature, top_p and top_k are removed.');
  for (const { role, content } of asList(body['messages']).filter(isObject)) {
    const blocks = blocksOf(content);
    if (role === 'assistant' && blocks.some((block) => block['type'] === 'document'))
      return refusal('assistant-document', 'document blocks are not allowed in assistant messages.');
    if (role === 'user' && blocks.some((block) => block['type'] === 'text' && asList(block['citations']).length > 0))
      return refusal('user-citations', 'citations are not allowed in user messages.');
  }
  return null;
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function countSchema({ schemas }: Spec): Validate {
  const schema = schemas['count-tokens-request'];
  return schema === undefined ? () => [] : (body) => compileSchema(schema).validate(body);
}

function checkBody(body: JsonObject, validate: Validate, refusal: MakeRefusal): Refusal | null {
  const { messages } = body;
  if (Array.isArray(messages) && messages.length === 0) return refusal('empty-messages', 'messages is empty.');
  const [first] = validate(body);
  if (first !== undefined) return refusal(mistakeOf(first), `${first.pointer || '/'} is not as documented.`);
  const turn = Array.isArray(messages) ? checkResults(messages.filter(isObject), refusal) : null;
  if (turn !== null) return turn;
  if (isBadToolChoice(body)) return refusal('bad-tool-choice', 'tool_choice names no tool of this request.');
  const { thinking, max_tokens: most, model } = body;
  const budget = isObject(thinking) ? thinking['budget_tokens'] : undefined;
  if (typeof budget === 'number' && typeof most === 'number' && budget >= most)
    return refusal('large-thinking-budget', 'budget_tokens must be below max_tokens.');
  return typeof model === 'string' && /no-such|does-not-exist|unknown/iu.test(model)
    ? refusal('unknown-model', `There is no model ${model}.`)
    : null;
}

/** Tool results come first in their message, and answer the calls of the message before. */
function checkResults(messages: readonly JsonObject[], refusal: MakeRefusal): Refusal | null {
  let called: readonly (Json | undefined)[] = [];
  for (const { role, content } of messages) {
    const blocks = blocksOf(content);
    const results = blocks.filter((block) => block['type'] === 'tool_result');
    const ids = results.map((result) => result['tool_use_id']);
    if (ids.some((id) => !called.includes(id)))
      return refusal('orphan-tool-result', 'A tool_result has no tool_use before it.');
    const late = blocks.findIndex((block) => block['type'] !== 'tool_result');
    if (late >= 0 && blocks.slice(late).some((block) => block['type'] === 'tool_result'))
      return refusal('late-tool-result', 'tool_result blocks must come first.');
    if (role === 'user' && called.some((id) => !ids.includes(id ?? null)))
      return refusal('unanswered-tool-use', 'tool_use ids were found without tool_result blocks.');
    called =
      role === 'assistant' ? blocks.filter((block) => block['type'] === 'tool_use').map((block) => block['id']) : [];
  }
  return null;
}

function checkKey({ headers }: Request, { auth }: Spec, key: string): Mistake | null {
  const presented = auth.flatMap(({ header, prefix }) => {
    const value = headers[header];
    return value === undefined ? [] : [value.slice(prefix.length)];
  });
  const bearer = /^bearer (.*)$/iu.exec(headers['authorization'] ?? '')?.[1];
  const keys = bearer === undefined ? presented : [...presented, bearer];
  if (keys.length === 0) return 'no-key';
  return keys[0] === key ? null : 'wrong-key';
}

function isBadToolChoice({ tool_choice: choice, tools }: JsonObject): boolean {
  if (!isObject(choice) || choice['type'] !== 'tool') return false;
  return !(Array.isArray(tools) ? tools : []).some((tool) => isObject(tool) && tool['name'] === choice['name']);
}

function mistakeOf({ keyword, pointer }: SchemaMismatch): Mistake {
  if (pointer === '/thinking/budget_tokens' && keyword === 'minimum') return 'small-thinking-budget';
  if (/^\/tools\/\d+\/name$/u.test(pointer) && keyword === 'pattern') return 'bad-tool-name';
  if (pointer.endsWith('/text') && keyword === 'minLength') return 'empty-text';
  if (keyword === 'required') return 'missing-field';
  if (keyword === 'type') return 'wrong-type';
  return keyword === 'additionalProperties' || keyword === 'enum' || keyword === 'const' || keyword === 'pattern'
    ? 'unknown-value'
    : 'out-of-range';
}

/** Status and type as the spec's claims have them for this mistake. */
function describe(spec: Spec, mistake: Mistake, message: string): Refusal {
  const holders = spec.claims.flatMap(({ heldBy }) => heldBy);
  const documented = holders.find((holder) => holder.by === 'mistake' && holder.mistake === mistake);
  const status =
    (documented?.by === 'mistake' ? documented.status[0] : undefined) ?? UNLESS_DOCUMENTED.get(mistake) ?? 400;
  return { mistake, status, type: typeOfStatus(spec, status), message };
}

/** The error type that the spec pairs with a status. */
function typeOfStatus({ claims }: Spec, status: number): string {
  const typed = claims
    .flatMap(({ heldBy }) => heldBy)
    .find((holder) => holder.by === 'check' && holder.check === 'error-type' && holder.with['status'] === status);
  return typed?.by === 'check' && typeof typed.with['type'] === 'string' ? typed.with['type'] : 'invalid_request_error';
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
