import type { Mismatch } from '../../dialect/messages.js';
import { defineCheck } from '../../dialect/check.js';
import { dialectOf } from '../../dialect/index.js';
import { answered } from '../answered.js';
import type { ToolChoice } from '../../dialect/requested.js';
import { type Output, placeIn } from '../../dialect/reply.js';

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
  consequenceOf: ['sse-data-json'],
  explainedBy: [
    'tool-call-leak',
    'answer-not-empty',
    { check: 'tool-finish-reason', code: 'finish-without-call', explains: 'call-not-made' },
  ],
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
  applies(input, binding) {
    const wanted = input.requested.toolChoice;
    if (!answered(input) || wanted === null || wanted.mode !== binding.with.mode) return false;
    return input.reply.outputs.some((output) => isJudgeable(output, wanted));
  },
  *judge({ reply, requested, spec }) {
    const wanted = requested.toolChoice;
    if (!wanted) return;
    const { anyCall } = dialectOf(spec).request;
    for (const output of reply.outputs) {
      const mismatch = isJudgeable(output, wanted) ? judgeOutput(output, wanted, anyCall) : null;
      if (mismatch) yield mismatch;
    }
  },
});

/** A call in a legacy form is a call in the wrong form, which another check reports. */
function isJudgeable(output: Output, { mode }: ToolChoice): boolean {
  if (mode === 'none' || mode === 'unoffered' || output.calls.length > 0) return true;
  return !output.hasLegacyCall && output.isWhole && output.refusal.text === '';
}

/** @param anyCall how the dialect writes a choice that forces some call */
function judgeOutput(output: Output, wanted: ToolChoice, anyCall: string): Mismatch | null {
  const call = output.calls[0];
  if (wanted.mode === 'none' || wanted.mode === 'unoffered') {
    if (!call) return null;
    return { code: 'call-forbidden', args: { name: call.name, why: wanted.mode }, at: output.callsAt ?? call.place };
  }
  if (wanted.mode === 'auto') {
    const isEmpty = output.text.text.trim() === '' && output.finish.reason === 'stop' && !call;
    // A model may end without text.
    return isEmpty ? { code: 'auto-empty', args: {}, at: placeIn(output.text), level: 'should' } : null;
  }
  const named = wanted.mode === 'named' ? wanted.name : null;
  if (!call) {
    const args = { wanted: named, anyCall, text: output.text.text };
    return { code: 'call-not-made', args, at: output.callsAbsentAt };
  }
  const other = output.calls.find(({ name }) => name !== '' && wanted.mode === 'named' && name !== wanted.name);
  if (!other) return null;
  return { code: 'other-tool-called', args: { wanted: named, anyCall, name: other.name }, at: other.nameAt };
}
