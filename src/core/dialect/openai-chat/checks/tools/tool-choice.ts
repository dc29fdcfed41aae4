import { asArray, isObject } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import type { Mismatch } from '../../../messages.js';
import { defineCheck } from '../../../check.js';
import { type ChatOutput, chatReply, inFragment, inMessage } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';
import type { ToolChoice } from '../../../requested.js';
import { placeIn } from '../../../reply.js';

/** `tool_choice` is obeyed. */
export const toolChoice = defineCheck({
  id: 'tool-choice',
  title: 'tool_choice is obeyed',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  params: {
    type: 'object',
    properties: { mode: { enum: ['none', 'auto', 'required', 'named', 'unoffered'] } },
    required: ['mode'],
    additionalProperties: false,
  },
  consequenceOf: ['choice-index', 'tool-call-index'],
  explain: {
    what: 'With `none` nothing is called; with `required` a tool is called; with a named function that one is called; with `auto`, the default if tools are offered, the answer has a message or a call; without tools (`unoffered`) nothing is called. `mode` says which of these a claim is about. Choices that were cut or refused are not judged.',
    causes:
      'A gateway that drops `tools` or `tool_choice`, or treats every value as `auto`; a parser that loses the call in streams; one that takes any text of the right form for a call, or a call that the gateway itself uses to get JSON.',
    falseAlarm:
      'An endpoint that instructs the model instead of constraining it may fail with a weak model now and then. With `auto`, a model may end without text.',
    seen: [
      'Blaizzy/mlx-vlm#1045',
      'google-ai-edge/LiteRT-LM#2471',
      'ROCm/FastFlowLM#728',
      'GodYeh/claude-max-api-proxy#2',
      'chenyme/grok2api#226',
      'BerriAI/litellm#17246',
      'ddalcu/mlx-serve#287',
      'vllm-project/vllm#53255',
      'EratoLab/erato#169',
    ],
  },
  applies(view, binding) {
    const wanted = view.requested.toolChoice;
    if (!answered(view) || wanted === null || wanted.mode !== binding.with.mode) return false;
    return chatReply(view).outputs.some((choice) => isJudgeable(choice, wanted));
  },
  *judge({ reply, requested }) {
    const wanted = requested.toolChoice;
    if (!wanted) return;
    for (const choice of chatReply({ reply }).outputs) {
      const mismatch = isJudgeable(choice, wanted) ? judgeChoice(choice, wanted) : null;
      if (mismatch) yield mismatch;
    }
  },
});

/** A legacy `function_call` is a call in the wrong form, which another check reports. */
function isJudgeable(choice: ChatOutput, { mode }: ToolChoice): boolean {
  if (mode === 'none' || mode === 'unoffered' || choice.calls.length > 0) return true;
  const legacy = choice.entries.some(({ message }) => isObject(member(message ?? {}, 'function_call')));
  return !legacy && choice.isWhole && choice.refusal.text === '';
}

function judgeChoice(choice: ChatOutput, wanted: ToolChoice): Mismatch | null {
  const call = choice.calls[0];
  if (wanted.mode === 'none' || wanted.mode === 'unoffered') {
    if (!call) return null;
    const entry = choice.entries.find(({ message }) => asArray(member(message ?? {}, 'tool_calls')).length > 0);
    const at = entry ? inMessage(entry, '/tool_calls') : call.place;
    return { code: 'call-forbidden', args: { name: call.name, why: wanted.mode }, at };
  }
  if (wanted.mode === 'auto') {
    const isEmpty = choice.text.text.trim() === '' && choice.finish.reason === 'stop' && !call;
    // A model may end without text.
    return isEmpty ? { code: 'auto-empty', args: {}, at: placeIn(choice.text), level: 'should' } : null;
  }
  const named = wanted.mode === 'named' ? wanted.name : null;
  if (!call) {
    return { code: 'call-not-made', args: { wanted: named, text: choice.text.text }, at: choice.callsAbsentAt };
  }
  const other = choice.calls.find(({ name }) => name !== '' && wanted.mode === 'named' && name !== wanted.name);
  if (!other) return null;
  const args = { wanted: named, name: other.name };
  return { code: 'other-tool-called', args, at: inFragment(other.first, '/function/name') };
}
