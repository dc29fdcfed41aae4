import { isObject } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { chatReply, inMessage } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';
import { requestMember } from '../../requested.js';

/** `function_call` belongs to `functions`, not to `tools`. */
export const legacyFunctionCall = defineCheck({
  id: 'legacy-function-call',
  title: 'A request with tools gets no function_call',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['unexpected'],
  consequences: ['tool-finish-reason', 'answer-not-empty'],
  explains: [{ check: 'finish-length' }],
  explain: {
    what: 'A request with `tools` gets `tool_calls`. The deprecated `function_call`, in the message or as `finish_reason`, belongs to requests with `functions`.',
    causes: 'A gateway or an engine that was written before `tools` and maps them to the old form.',
    falseAlarm: 'A `function_call` of null is not reported.',
    seen: ['QwenLM/qwen-code#6240'],
  },
  applies: (input) =>
    answered(input) && input.requested.tools.length > 0 && requestMember(input.answer, 'functions') === undefined,
  *judge({ reply }) {
    for (const { entries, finish } of chatReply({ reply }).outputs) {
      const entry = entries.find(({ message }) => isObject(member(message ?? {}, 'function_call')));
      if (entry) {
        const call = member(entry.message ?? {}, 'function_call');
        yield { code: 'function-call-used', args: { call }, at: inMessage(entry, '/function_call') };
      } else if (finish.raw === 'function_call') {
        yield { code: 'function-call-finish', args: {}, at: finish.place };
      }
    }
  },
});
