import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';

/** `parallel_tool_calls: false` is obeyed. */
export const parallelToolCalls = defineCheck({
  id: 'parallel-tool-calls',
  title: 'parallel_tool_calls: false is obeyed',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  explain: {
    what: 'With `parallel_tool_calls: false` a choice has at most one tool call.',
    causes: 'A gateway that drops the parameter, or a backend that has it and cannot constrain the model.',
    falseAlarm: 'None known. A single call does not prove that the parameter has an effect.',
    seen: ['sgl-project/sglang#9696', 'Continuum-AI-Corp/OrcaRouter-Lite#124'],
  },
  applies: (view) =>
    answered(view) && view.requested.oneCall !== null && view.reply.outputs.some(({ calls }) => calls.length > 0),
  *judge({ reply, requested: { oneCall } }) {
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
