import type { Json, JsonObject } from '../../model/json.js';
import type { Spec } from '../../model/spec.js';
import { asArray, asString, isObject, asObject } from '../../wire/json.js';
import { member, pointerSteps, valueAt } from '../../wire/pointer.js';
import { promises } from '../../schema/promises.js';
import type { Mistake } from '../../model/claim.js';
import { compileSchema, type SchemaMismatch } from '../../schema/validator.js';
import { OPEN, type Fault } from '../dialect.js';
import { isOmittedByNull, schemaMistake } from '../schema-mistake.js';
import { TOKEN_LIMITS } from './request.js';

/** The features that identify a request, the rarest first. */
const RECOGNISED: readonly (readonly [feature: string, isUsed: (body: JsonObject) => boolean])[] = [
  ['response_format.schema', (body) => isObject(member(body['response_format'], 'schema'))],
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
  ['assistant-content-parts', (body) => hasMessage(body, 'assistant', Array.isArray)],
  ['content-parts', (body) => partTypes(body).length > 0],
  ['message-name', (body) => messages(body).some((message) => isGiven(member(message, 'name')))],
  ['nullable', (body) => Object.values(body).includes(null)],
  ['stream-usage', (body) => isGiven(body['stream_options'])],
  ['stream', (body) => body['stream'] === true],
];

/** Keywords of JSON Schema that refer to other schemas, or combine them. */
const KEYWORDS = /"(?:\$ref|\$defs|anyOf|oneOf|allOf)":/u;

export function usedFeatures(body: JsonObject): readonly string[] {
  return RECOGNISED.flatMap(([feature, isUsed]) => (isUsed(body) ? [feature] : []));
}

/** The promised feature or parameter whose claim a refusal of the request breaks; `endpoint` for a plain request. */
export function inferFeature(body: JsonObject, spec: Spec): string {
  return usedFeatures(body).find((feature) => promises(spec, feature)) ?? 'endpoint';
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

/** Infers what is wrong with a request body from the request schema, then from rules that a schema cannot express. */
export function inferMistake(body: Json, spec: Spec): Fault {
  const schema = spec.schemas.request;
  const found = schema === undefined ? [] : compileSchema(schema).validate(body);
  const mistakes = found.map((each) => mistakeOf(each, body));
  const mistake = mistakes.find((each) => each !== OPEN) ?? mistakes[0] ?? null;
  const object = asObject(body);
  return mistake ?? (object === null ? null : mistakeBetween(object, spec));
}

function mistakeOf(found: SchemaMismatch, body: Json): Mistake {
  const steps = pointerSteps(found.pointer);
  const value = valueAt(body, found.pointer);
  if (isOmittedByNull(found, value)) return OPEN;
  if (found.pointer === '/messages' && found.keyword === 'minItems') return 'empty-messages';
  if (steps[0] === 'tool_choice') return 'bad-tool-choice';
  if (steps[0] === 'messages' && steps.at(-1) === 'tool_call_id') return 'orphan-tool-message';
  return schemaMistake(found, value);
}

/** The case that sends `top_logprobs` without `logprobs`. Such a request is a mistake only if this case holds a claim. */
const ALONE = 'penalties/top_logprobs.without-logprobs';

/** Mistakes in the combination of two parameters, each of them right by itself. */
function mistakeBetween(body: JsonObject, spec: Spec): Fault {
  if (holds(spec, 'bad-tool-choice') && choosesNoTool(body)) return 'bad-tool-choice';
  if (holds(spec, 'orphan-tool-message') && hasOrphan(body)) return 'orphan-tool-message';
  const forbidden = spec.claims.some(({ heldBy }) => heldBy.some((each) => each.by === 'case' && each.case === ALONE));
  const alone = typeof body['top_logprobs'] === 'number' && body['logprobs'] !== true;
  if (forbidden && alone) return 'missing-field';
  // No document describes a response with zero tokens.
  return TOKEN_LIMITS.some((name) => Number(body[name] ?? 1) <= 0) ? OPEN : null;
}

function holds(spec: Spec, mistake: Mistake): boolean {
  return spec.claims.some(({ heldBy }) => heldBy.some((each) => each.by === 'mistake' && each.mistake === mistake));
}

/** Whether `tool_choice` forces a call of a tool that the request does not offer. */
function choosesNoTool(body: JsonObject): boolean {
  const choice = body['tool_choice'];
  const tools = asArray(body['tools']);
  const name = asString(member(member(choice, 'function'), 'name'));
  if (name === null) return choice === 'required' && tools.length === 0;
  return !tools.some((tool) => member(member(tool, 'function'), 'name') === name);
}

/** Whether a tool message answers no call of the messages before it. */
function hasOrphan(body: JsonObject): boolean {
  const called = new Set<Json>();
  for (const message of asArray(body['messages'])) {
    for (const call of asArray(member(message, 'tool_calls'))) called.add(member(call, 'id') ?? null);
    const id = member(message, 'tool_call_id');
    if (member(message, 'role') === 'tool' && typeof id === 'string' && !called.has(id)) return true;
  }
  return false;
}
