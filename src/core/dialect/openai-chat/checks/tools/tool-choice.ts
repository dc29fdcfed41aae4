import { asArray, isObject } from '../../../../wire/narrow.js';
import { member } from '../../../../wire/pointer.js';
import { quote } from '../../../../wire/quote.js';
import type { LegacyMismatch as Mismatch } from '../../../../model/divergence.js';
import { defineCheck } from '../../../../checks/check.js';
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
    what: 'With `none` nothing is called; with `required` something is; with a function by name that one is; with `auto`, the default where tools are offered, the answer holds a message or a call; where none is offered (`unoffered`) nothing is called. `mode` says which of these the claim speaks of. Choices that were cut or refused are not judged.',
    causes:
      'A gateway that drops `tools` or `tool_choice`, or treats every value as `auto`; a parser that loses the call in streams; one that takes any text of the right form for a call, or a call by which the gateway itself asks for JSON.',
    falseAlarm:
      'An endpoint that obeys by instructing the model, instead of constraining it, may fail with a weak model now and then. With `auto`, a model may come to its end without a word.',
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
    if (!answered(view) || wanted === null || wanted.mode !== binding.with['mode']) return false;
    return chatReply(view).outputs.some((choice) => isJudgeable(choice, wanted));
  },
  *judge({ reply, requested }) {
    const wanted = requested.toolChoice;
    if (!wanted) return;
    for (const choice of chatReply({ reply }).outputs) {
      const told = isJudgeable(choice, wanted) ? judgeChoice(choice, wanted) : null;
      if (told) yield told;
    }
  },
});

/** A legacy `function_call` is a call in the wrong form, of which another check speaks. */
function isJudgeable(choice: ChatOutput, { mode }: ToolChoice): boolean {
  if (mode === 'none' || mode === 'unoffered' || choice.calls.length > 0) return true;
  const legacy = choice.entries.some(({ message }) => isObject(member(message ?? {}, 'function_call')));
  return !legacy && choice.isWhole && choice.refusal.text === '';
}

function judgeChoice(choice: ChatOutput, wanted: ToolChoice): Mismatch | null {
  const call = choice.calls[0];
  const kind = 'ignored';
  if (wanted.mode === 'none' || wanted.mode === 'unoffered') {
    if (!call) return null;
    const entry = choice.entries.find(({ message }) => asArray(member(message ?? {}, 'tool_calls')).length > 0);
    const at = entry ? inMessage(entry, '/tool_calls') : call.place;
    const why = wanted.mode === 'none' ? 'tool_choice "none"' : 'no tools are offered';
    return { kind, at, expected: `no tool call (${why})`, actual: `a call of ${quote(call.name, 60)}` };
  }
  if (wanted.mode === 'auto') {
    const silent = choice.text.text.trim() === '' && choice.finish.reason === 'stop' && !call;
    if (!silent) return null;
    const expected = 'a message or a tool call (tool_choice "auto")';
    // A model may come to its end without a word.
    return { kind, at: placeIn(choice.text), expected, actual: 'neither of the two', level: 'should' };
  }
  const named = wanted.mode === 'named' ? quote(wanted.name, 60) : null;
  const expected = named ? `a call of ${named} (named tool_choice)` : 'a tool call (tool_choice "required")';
  if (!call) {
    const actual = choice.text.text === '' ? 'no tool call' : `no tool call, the text ${quote(choice.text.text, 60)}`;
    return { kind, at: choice.callsAbsentAt, expected, actual };
  }
  const other = choice.calls.find(({ name }) => name !== '' && wanted.mode === 'named' && name !== wanted.name);
  if (!other) return null;
  const at = inFragment(other.first, '/function/name');
  return { kind, at, expected, actual: `a call of ${quote(other.name, 60)}` };
}
