import { schemaMessages } from '../../messages/schema.js';
import type { Mistake } from '../../model/claim.js';
import type { Json, JsonObject } from '../../model/json.js';
import type { Spec } from '../../model/spec.js';
import { codeOf } from '../../schema/mismatch-code.js';
import { compileSchema, type SchemaMismatch } from '../../schema/validator.js';
import { asArray, asObject, asString } from '../../wire/json-guards.js';
import { member, pointerSteps, valueAt } from '../../wire/pointer.js';
import { OPEN, type Fault } from '../dialect.js';
import { TOKEN_LIMITS } from './request.js';

/** Infers what is wrong with a request body from the request schema, then from rules that a schema cannot express. */
export function inferMistake(body: Json, spec: Spec): Fault {
  const schema = spec.schemas.request;
  const found = schema === undefined ? [] : compileSchema(schema).validate(body);
  const mistakes = found.map((each) => mistakeOf(each, body));
  const mistake = mistakes.find((each) => each !== OPEN) ?? mistakes[0] ?? null;
  const object = asObject(body);
  return mistake ?? (object === null ? null : mistakeBetween(object, spec));
}

/** Keywords that bound a length or a number of items. */
const BOUNDS: ReadonlySet<string> = new Set(['minLength', 'maxLength', 'minItems', 'maxItems', 'maxProperties']);

function mistakeOf(found: SchemaMismatch, body: Json): Mistake {
  const steps = pointerSteps(found.pointer);
  const value = valueAt(body, found.pointer);
  // Many clients send null for an omitted parameter, and most endpoints accept it.
  if (value === null && steps.length === 1) return OPEN;
  if (found.pointer === '/messages' && found.keyword === 'minItems') return 'empty-messages';
  if (steps[0] === 'tool_choice') return 'bad-tool-choice';
  if (steps[0] === 'messages' && steps.at(-1) === 'tool_call_id') return 'orphan-tool-message';
  if (BOUNDS.has(found.keyword)) return 'out-of-range';
  const { kind } = schemaMessages[codeOf(found, value)];
  if (kind === 'missing-field' || kind === 'wrong-type' || kind === 'out-of-range') return kind;
  return kind === 'undocumented-field' ? OPEN : 'unknown-value';
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
