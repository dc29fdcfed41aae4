import { asArray, isObject } from '../../../../wire/narrow.js';
import { member } from '../../../../wire/pointer.js';
import { quote } from '../../../../wire/quote.js';
import type { LegacyMismatch as Mismatch } from '../../../../model/divergence.js';
import { defineCheck } from '../../../../checks/check.js';
import { answered } from '../../answered.js';
import { type ToolChoice, requestedToolChoice } from '../../requested.js';
import { inMessage } from '../../choice-pieces.js';
import { inFragment, nameOf } from '../../read-calls.js';
import { type ReadChoice, contentPlace, isCut, missingPlace, readChoices } from '../../read-choices.js';

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
    const wanted = requestedToolChoice(view.answer);
    if (!answered(view) || wanted === null || wanted.mode !== binding.with['mode']) return false;
    return readChoices(view.answer).some((choice) => isJudgeable(choice, wanted));
  },
  *judge({ answer }) {
    const wanted = requestedToolChoice(answer);
    if (!wanted) return;
    for (const choice of readChoices(answer)) {
      const told = isJudgeable(choice, wanted) ? judgeChoice(choice, wanted) : null;
      if (told) yield told;
    }
  },
});

/** A legacy `function_call` is a call in the wrong form, of which another check speaks. */
function isJudgeable(choice: ReadChoice, { mode }: ToolChoice): boolean {
  if (mode === 'none' || mode === 'unoffered' || choice.calls.length > 0) return true;
  const legacy = choice.pieces.some(({ message }) => isObject(member(message ?? {}, 'function_call')));
  return !legacy && !isCut(choice) && choice.refusal === '';
}

function judgeChoice(choice: ReadChoice, wanted: ToolChoice): Mismatch | null {
  const call = choice.calls[0];
  const kind = 'ignored';
  if (wanted.mode === 'none' || wanted.mode === 'unoffered') {
    if (!call) return null;
    const piece = choice.pieces.find(({ message }) => asArray(member(message ?? {}, 'tool_calls')).length > 0);
    const at = piece ? inMessage(piece, '/tool_calls') : inFragment(call.first);
    const why = wanted.mode === 'none' ? 'tool_choice "none"' : 'no tools are offered';
    return { kind, at, expected: `no tool call (${why})`, actual: `a call of ${quote(nameOf(call), 60)}` };
  }
  if (wanted.mode === 'auto') {
    const silent = choice.content.trim() === '' && choice.finish === 'stop' && !call;
    if (!silent) return null;
    const expected = 'a message or a tool call (tool_choice "auto")';
    // A model may come to its end without a word.
    return { kind, at: contentPlace(choice), expected, actual: 'neither of the two', level: 'should' };
  }
  const named = wanted.mode === 'named' ? quote(wanted.name, 60) : null;
  const expected = named ? `a call of ${named} (named tool_choice)` : 'a tool call (tool_choice "required")';
  if (!call) {
    const actual = choice.content === '' ? 'no tool call' : `no tool call, the text ${quote(choice.content, 60)}`;
    return { kind, at: missingPlace(choice, '/tool_calls'), expected, actual };
  }
  const other = choice.calls.find(
    (each) => nameOf(each) !== '' && wanted.mode === 'named' && nameOf(each) !== wanted.name,
  );
  if (!other) return null;
  const at = inFragment(other.first, '/function/name');
  return { kind, at, expected, actual: `a call of ${quote(nameOf(other), 60)}` };
}
