import type { Mismatch } from '../../../messages.js';
import { isObject, parseJson, typeName } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { type CallFragment, type ChatCall, chatReply, inFragment } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';
import type { OfferedTool } from '../../../requested.js';
import { type PlacedText, placeIn } from '../../../reply.js';
import { endOfFirstValue } from '../../../../checks/schema/fit-schema.js';

/** The arguments of a call are the text of a JSON object. */
export const toolCallArguments = defineCheck({
  id: 'tool-call-arguments',
  title: 'The arguments of a tool call are a string with one JSON object',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-type', 'malformed-json', 'wrong-value', 'unusual-form'],
  consequenceOf: ['choice-index', 'tool-call-index', 'finish-length', 'sse-data-json'],
  explainedBy: [
    { check: 'finish-once', code: 'finish-repeated', explains: 'arguments-malformed' },
    {
      check: 'schema',
      pointer: '/choices/*/message/tool_calls/*/function',
      explains: 'arguments-empty',
      inRun: true,
    },
  ],
  consequences: ['tool-call-schema', 'text-altered', 'text-escaped'],
  explain: {
    what: '`function.arguments`, joined over the fragments of a call, parses as one JSON object. A call that was cut by the token limit, or by the end of the stream, is not judged. An empty string for a tool without required parameters is a note.',
    causes:
      'A streaming parser that loses the first or the last characters, or flushes everything again at the end; several calls written into one; a gateway that encodes twice; null for a call without arguments.',
    falseAlarm:
      'Without constrained decoding a weak model may write malformed JSON by itself. The documents of OpenAI warn of it: repeat the case, and compare with an unstreamed answer.',
    seen: [
      'vllm-project/vllm#32152',
      'vllm-project/vllm#51697',
      'vllm-project/vllm#21046',
      'lmstudio-ai/lmstudio-bug-tracker#1922',
      'BerriAI/litellm#20480',
      'Soju06/codex-lb#284',
      'pydantic/pydantic-ai#822',
      'decolua/9router#2869',
      'dyedd/lens#49',
    ],
  },
  applies: (input) =>
    answered(input) && chatReply(input).outputs.some((choice) => choice.isWhole && choice.calls.some(isOfFunction)),
  *judge({ reply, requested }) {
    for (const choice of chatReply({ reply }).outputs) {
      if (!choice.isWhole) continue;
      for (const call of choice.calls.filter(isOfFunction)) {
        const mismatch = judgeCall(call, requested.tools);
        if (mismatch) yield mismatch;
      }
    }
  },
});

/** The input of a custom tool is any text. */
function isOfFunction(call: ChatCall): call is FunctionOf<ChatCall> {
  return call.type === 'function';
}

type FunctionOf<T> = Extract<T, { readonly type: 'function' }>;

function judgeCall(call: FunctionOf<ChatCall>, offered: readonly OfferedTool[]): Mismatch | null {
  const untyped = call.fragments.find((fragment) => !['string', 'nothing'].includes(typeName(givenIn(fragment))));
  if (untyped) {
    const args = { value: givenIn(untyped) };
    return { code: 'arguments-not-string', args, at: inFragment(untyped, '/function/arguments') };
  }
  const { text } = call.arguments;
  if (text.trim() === '') {
    const tool = offered.find(({ name }) => name === call.name);
    const needed = tool?.parameters?.['required'];
    const mayBeNone = tool !== undefined && !(Array.isArray(needed) && needed.length > 0);
    const at = placeIn(call.arguments);
    if (mayBeNone) return { code: 'arguments-omitted', args: { text }, at, level: 'note' };
    return { code: 'arguments-empty', args: { text }, at };
  }
  const parsed = parseJson(text);
  if (!parsed.ok) return malformed(call.arguments);
  if (isObject(parsed.value)) return null;
  const twice = typeof parsed.value === 'string' && parseJson(parsed.value).ok;
  return { code: 'arguments-not-object', args: { text, twice }, at: placeIn(call.arguments) };
}

function malformed(written: PlacedText): Mismatch {
  const { text } = written;
  const end = endOfFirstValue(text);
  const start = text.search(/\S/);
  const begins = text[start] === '{';
  const offset = Math.min(end ?? (begins ? text.length : start), text.length - 1);
  const more = end !== null && text.slice(end).trim() !== '';
  const ends = end !== null ? 'an object that is no JSON' : 'an object that never ends';
  const fault = more ? 'more after the first object' : begins ? ends : 'no object at the start';
  return { code: 'arguments-malformed', args: { fault, text }, at: placeIn(written, offset) };
}

function givenIn(fragment: CallFragment) {
  return member(member(fragment.value, 'function'), 'arguments');
}
