import type { Mismatch } from '../../../messages.js';
import type { JsonSchema } from '../../../../model/json.js';
import { asObject, asString, isObject, parseJson } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { type ChatOutput, chatReply } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';
import { placeIn } from '../../../reply.js';
import { requestMember } from '../../requested.js';
import { misfit } from '../../../../checks/schema/fit-schema.js';

/** What `response_format` requests. */
interface Wanted {
  readonly type: 'json_object' | 'json_schema';
  readonly schema: JsonSchema | null;
  readonly strict: boolean;
}

/** `response_format` is obeyed. */
export const responseFormat = defineCheck({
  id: 'response-format',
  title: 'response_format is obeyed',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  consequenceOf: ['choice-index', 'sse-data-json', 'tool-choice'],
  explainedBy: [
    'finish-once',
    'after-finish',
    'answer-repeated',
    'special-tokens',
    { check: 'text-altered', code: 'text-added', explains: 'format-not-json', inRun: true },
    { check: 'text-altered', code: 'text-cut', explains: 'format-not-json', inRun: true },
  ],
  params: {
    type: 'object',
    properties: { type: { enum: ['json_object', 'json_schema'] }, member: { enum: ['schema'] } },
    additionalProperties: false,
  },
  consequences: ['text-escaped'],
  explain: {
    what: 'With `json_object` the text is one JSON document; with `json_schema` it also fits the schema of the request. There is no prose around it and no Markdown fence. Refusals and tool calls are not judged; of a text that was cut, only the beginning is. A schema without `strict: true` is not enforced by default: a misfit is a note, and a text that is no JSON is at most a `should`. `type` restricts a claim to one of the two. With `member: schema` the claim is about a schema that is a member of `response_format` itself; the text must fit it.',
    causes: 'A gateway that drops the parameter for some backends, so that the model answers in Markdown.',
    falseAlarm:
      'Documents guarantee a fit only for strict schemas, and not for every keyword of JSON Schema. An array in JSON mode is a note, because the mode is named after objects.',
    seen: ['langwatch/langwatch#6290'],
  },
  applies(input, binding) {
    const { type, member: name } = binding.with;
    const wanted = wantedOf(input, name === 'schema');
    if (!answered(input) || wanted === null || (type !== undefined && type !== wanted.type)) return false;
    return chatReply(input).outputs.some(isJudgeable);
  },
  *judge(input, binding) {
    const wanted = wantedOf(input, binding.with.member === 'schema');
    if (!wanted) return;
    for (const choice of chatReply(input).outputs) {
      const mismatch = isJudgeable(choice) ? judgeText(choice, wanted) : null;
      if (mismatch) yield mismatch;
    }
  },
});

function isJudgeable(choice: ChatOutput): boolean {
  return choice.calls.length === 0 && choice.refusal.text === '' && choice.text.text.trim() !== '';
}

function judgeText(choice: ChatOutput, { type, schema, strict }: Wanted): Mismatch | null {
  const at = placeIn(choice.text);
  const { text } = choice.text;
  const parsed = parseJson(text);
  const isEnforced = type === 'json_object' || strict;
  const notJson: Mismatch = {
    code: 'format-not-json',
    args: { type, text },
    at,
    level: isEnforced ? undefined : 'should',
  };
  if (!choice.isWhole) {
    const begins = type === 'json_object' || member(schema, 'type') === 'object' ? /^\s*\{/ : /^\s*[[{"\d\-tfn]/;
    return begins.test(text) ? null : notJson;
  }
  if (!parsed.ok) return notJson;
  if (type === 'json_object') {
    return isObject(parsed.value) ? null : { code: 'format-not-object', args: { text }, at, level: 'note' };
  }
  const missed = schema && misfit(schema, parsed.value);
  if (!missed) return null;
  return { code: 'format-misfit', args: { errors: missed.errors }, at, level: strict ? undefined : 'note' };
}

/** @param hasOwnSchema whether the documents have the schema in `response_format` itself */
function wantedOf({ answer }: CheckInput, hasOwnSchema: boolean): Wanted | null {
  const format = requestMember(answer, 'response_format');
  const type = asString(member(format, 'type'));
  if (type !== 'json_object' && type !== 'json_schema') return null;
  if (hasOwnSchema) {
    const own = asObject(member(format, 'schema'));
    return own === null ? null : { type: 'json_schema', schema: own, strict: true };
  }
  const holder = member(format, 'json_schema');
  const schema = asObject(member(holder, 'schema'));
  if (type === 'json_schema' && schema === null) return null; // The request is wrong: an answer proves nothing.
  return { type, schema, strict: member(holder, 'strict') === true };
}
