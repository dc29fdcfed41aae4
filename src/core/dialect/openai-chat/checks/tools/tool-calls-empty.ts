import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../../checks/check.js';
import { chatReply, inMessage } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';

/** Where nothing is called there is no `tool_calls`. */
export const toolCallsEmpty = defineCheck({
  id: 'tool-calls-empty',
  title: 'No empty tool_calls',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['tool-choice', 'tool-finish-reason', 'tool-call-leak'],
  explain: {
    what: '`tool_calls` is there when something is called, and then it holds a call. A message or a delta without calls leaves it out.',
    causes: 'A serializer that writes its empty list in every message and every delta.',
    falseAlarm:
      'Clients that look at the length are not harmed; those that look whether the member is there drop the text.',
    seen: ['decolua/9router#2230', 'microsoft/vscode#330038', 'vllm-project/vllm#53255', 'vllm-project/vllm#25560'],
  },
  applies: answered,
  *judge({ reply }) {
    for (const entry of chatReply({ reply }).outputs.flatMap(({ entries }) => entries)) {
      const calls = member(entry.message ?? {}, 'tool_calls');
      if (!Array.isArray(calls) || calls.length > 0) continue;
      yield { code: 'calls-list-empty', args: {}, at: inMessage(entry, '/tool_calls') };
    }
  },
});
