import { defineCheck } from '../../../check.js';
import { chatReply } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';
import { requestMember } from '../../requested.js';

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
    answered(view) &&
    requestMember(view.answer, 'parallel_tool_calls') === false &&
    chatReply(view).outputs.some(({ calls }) => calls.length > 0),
  *judge({ reply }) {
    for (const { calls } of chatReply({ reply }).outputs) {
      const second = calls[1];
      if (!second) continue;
      yield {
        code: 'calls-in-parallel',
        args: { names: calls.slice(0, 8).map(({ name }) => name), calls: calls.length },
        at: second.place,
      };
    }
  },
});
