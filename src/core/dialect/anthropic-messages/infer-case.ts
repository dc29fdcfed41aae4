import type { Json, JsonObject, JsonSchema } from '../../model/json.js';
import type { Spec } from '../../model/spec.js';
import { promises } from '../../schema/promises.js';
import { compileSchema, type SchemaMismatch } from '../../schema/validator.js';
import { asArray, asObject, isObject } from '../../wire/json.js';
import { member, pointerSteps, valueAt } from '../../wire/pointer.js';
import { OPEN, type Fault, type Inferred, type Operation } from '../dialect.js';
import { isOmittedByNull, schemaMistake } from '../schema-mistake.js';
import { prefillOf } from './requested.js';

/** The features that identify a request, the rarest first. */
const RECOGNISED: readonly (readonly [feature: string, isUsed: (body: JsonObject) => boolean])[] = [
  ['thinking.enabled', (body) => member(body['thinking'], 'type') === 'enabled'],
  ['thinking', (body) => isObject(body['thinking'])],
  ['tool_choice.tool', (body) => member(body['tool_choice'], 'type') === 'tool'],
  ['tool_choice.any', (body) => member(body['tool_choice'], 'type') === 'any'],
  ['tool_choice.none', (body) => member(body['tool_choice'], 'type') === 'none'],
  ['disable_parallel_tool_use', (body) => member(body['tool_choice'], 'disable_parallel_tool_use') === true],
  ['tool-result-errors', (body) => results(body).some((result) => result['is_error'] === true)],
  ['tool-results', (body) => results(body).length > 0],
  ['tools', (body) => asArray(body['tools']).length > 0],
  ['image-blocks', (body) => blocks(body).some((block) => member(block, 'type') === 'image')],
  ['stop_sequences', (body) => asArray(body['stop_sequences']).length > 0],
  ['prompt-caching', (body) => JSON.stringify(body).includes('"cache_control"')],
  ['prefill', (body) => prefillOf(body) !== ''],
  ['system-blocks', (body) => Array.isArray(body['system'])],
  ['system', (body) => typeof body['system'] === 'string'],
  ['content-blocks', (body) => blocks(body).length > 0],
  ['stream', (body) => body['stream'] === true],
];

export function usedFeatures(body: JsonObject): readonly string[] {
  return RECOGNISED.flatMap(([feature, isUsed]) => (isUsed(body) ? [feature] : []));
}

/** Infers what a captured request is about, and what is wrong with it. */
export function inferCase(body: Json, spec: Spec, operation: Operation): Inferred {
  const object = asObject(body) ?? {};
  if (operation === 'count-tokens')
    return { about: operation, fault: inferMistake(body, spec.schemas['count-tokens-request']) };
  const about = usedFeatures(object).find((feature) => promises(spec, feature)) ?? 'endpoint';
  return { about, fault: inferMistake(body, spec.schemas.request) };
}

function inferMistake(body: Json, schema: JsonSchema | undefined): Fault {
  const found = schema === undefined ? [] : compileSchema(schema).validate(body);
  const mistakes = found.map((each) => mistakeOf(each, body));
  const mistake = mistakes.find((each) => each !== OPEN) ?? mistakes[0] ?? null;
  if (mistake !== null) return mistake;
  // What models take differs, and a prompt cache is filled without an answer.
  return Number(asObject(body)?.['max_tokens'] ?? 1) <= 0 ? OPEN : null;
}

function mistakeOf(found: SchemaMismatch, body: Json): Fault {
  const value = valueAt(body, found.pointer);
  if (isOmittedByNull(found, value)) return OPEN;
  return pointerSteps(found.pointer)[0] === 'tool_choice' ? 'bad-tool-choice' : schemaMistake(found, value);
}

function blocks(body: JsonObject): readonly Json[] {
  return asArray(body['messages']).flatMap((message) => asArray(member(message, 'content')));
}

function results(body: JsonObject): readonly JsonObject[] {
  return blocks(body).filter((block): block is JsonObject => member(block, 'type') === 'tool_result');
}
