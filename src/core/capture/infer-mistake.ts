import { toMismatch } from '../checks/schema/to-mismatch.js';
import type { Mistake } from '../model/claim.js';
import type { Json, JsonObject, JsonSchema } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { compileSchema, type SchemaMismatch } from '../spec/validator.js';
import { asArray, asObject, asString } from '../wire/narrow.js';
import { member, pointerSteps, valueAt } from '../wire/pointer.js';
import { LIMITS } from '../plan/promises.js';

/**
 * What is wrong with a request by a spec: a mistake, nothing (null), or something that the documents neither allow nor
 * forbid (`open`), such as null for a parameter that may be left out.
 */
export type Fault = Mistake | 'open' | null;

/** Finds what is wrong with a captured body by the request schema, and by what a schema cannot say. */
export function mistakeOfBody(body: Json, spec: Spec): Fault {
  const schema = spec.schemas.request;
  const found = schema === undefined ? [] : compileSchema(schema).validate(body);
  const mistakes = found.map((each) => mistakeOf(each, body, schema ?? {}));
  const told = mistakes.find((each) => each !== 'open') ?? mistakes[0] ?? null;
  const object = asObject(body);
  return told ?? (object === null ? null : mistakeBetween(object, spec));
}

/** Keywords that bound a length or a number of items. */
const BOUNDS: ReadonlySet<string> = new Set(['minLength', 'maxLength', 'minItems', 'maxItems', 'maxProperties']);

function mistakeOf(found: SchemaMismatch, body: Json, schema: JsonSchema): Mistake | 'open' {
  const steps = pointerSteps(found.pointer);
  const value = valueAt(body, found.pointer);
  // Many clients write null where they mean nothing, and most endpoints read it so.
  if (value === null && steps.length === 1) return 'open';
  if (found.pointer === '/messages' && found.keyword === 'minItems') return 'empty-messages';
  if (steps[0] === 'tool_choice') return 'bad-tool-choice';
  if (steps[0] === 'messages' && steps.at(-1) === 'tool_call_id') return 'orphan-tool-message';
  if (BOUNDS.has(found.keyword)) return 'out-of-range';
  const { kind } = toMismatch(found, { schema, value: body, chunk: null });
  if (kind === 'missing-field' || kind === 'wrong-type' || kind === 'out-of-range') return kind;
  return kind === 'undocumented-field' ? 'open' : 'unknown-value';
}

/** The case in which `top_logprobs` stands alone: a claim that it holds has such requests refused. */
const ALONE = 'penalties/top_logprobs.without-logprobs';

/** Mistakes that lie between two parameters, each of them right by itself. */
function mistakeBetween(body: JsonObject, spec: Spec): Fault {
  if (holds(spec, 'bad-tool-choice') && choosesNoTool(body)) return 'bad-tool-choice';
  if (holds(spec, 'orphan-tool-message') && hasOrphan(body)) return 'orphan-tool-message';
  const forbidden = spec.claims.some(({ heldBy }) => heldBy.some((each) => each.by === 'case' && each.case === ALONE));
  const alone = typeof body['top_logprobs'] === 'number' && body['logprobs'] !== true;
  if (forbidden && alone) return 'missing-field';
  // No document says what an answer without tokens is.
  return LIMITS.some((name) => Number(body[name] ?? 1) <= 0) ? 'open' : null;
}

function holds(spec: Spec, mistake: Mistake): boolean {
  return spec.claims.some(({ heldBy }) => heldBy.some((each) => each.by === 'mistake' && each.mistake === mistake));
}

/** Whether a call is forced of a tool that the request does not offer. */
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
