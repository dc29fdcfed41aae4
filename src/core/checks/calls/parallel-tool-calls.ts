import type { Answer } from '../../dialect/answer.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';

/** `parallel_tool_calls: false` is obeyed. */
export const parallelToolCalls = defineCheck({
  id: 'parallel-tool-calls',
  title: 'parallel_tool_calls: false is obeyed',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  explain: {
    what: 'With `parallel_tool_calls: false` (`disable_parallel_tool_use: true`) an output has at most one tool call. If another request of the case differs in this parameter alone, leaves the choice to the model and gets a text, a call is a `should`: the parameter forces none.',
    causes:
      'A gateway that drops the parameter, or translates it into a `tool_choice` that forces a call; a backend that has it and cannot constrain the model.',
    falseAlarm:
      'None known for several calls. A single call does not prove that the parameter has an effect. A model that calls a tool now and then where none is needed may do so in one of two requests.',
    seen: ['sgl-project/sglang#9696', 'Continuum-AI-Corp/OrcaRouter-Lite#124', 'mozilla-ai/any-llm#1292'],
  },
  applies: (input) =>
    answered(input) && input.requested.oneCall !== null && input.reply.outputs.some(({ calls }) => calls.length > 0),
  *judge(input) {
    const { reply, requested } = input;
    const { oneCall } = requested;
    const [call] = reply.outputs.flatMap(({ calls }) => calls);
    if (oneCall !== null && call !== undefined && input.answers.some((other) => isAnsweredInText(input, other)))
      yield { code: 'call-instead-of-text', args: { ...oneCall, name: call.name }, at: call.place, level: 'should' };
    for (const { calls } of reply.outputs) {
      const second = calls[1];
      if (!second || oneCall === null) continue;
      yield {
        code: 'calls-in-parallel',
        args: { ...oneCall, names: calls.slice(0, 8).map(({ name }) => name), calls: calls.length },
        at: second.place,
      };
    }
  },
});

/** Whether the same request without the parameter, which leaves the choice to the model too, got a text and no call. */
function isAnsweredInText({ answer, requested }: CheckInput, other: Answer): boolean {
  if (other === answer || !other.succeeded || other.requested.oneCall !== null) return false;
  if (requested.toolChoice?.mode !== 'auto' || other.requested.toolChoice?.mode !== 'auto') return false;
  const [own, theirs] = [requested, other.requested].map(({ model, prompt }) =>
    JSON.stringify([model, prompt.messages, prompt.tools]),
  );
  return (
    own === theirs &&
    other.reply.outputs.every(({ calls, isWhole, text }) => calls.length === 0 && isWhole && text.text !== '')
  );
}
