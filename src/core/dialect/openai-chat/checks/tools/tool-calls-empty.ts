import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { chatReply, inMessage } from '../../chat-reply.js';
import { answered } from '../../../../checks/answered.js';

/** An answer without calls has no `tool_calls`. */
export const toolCallsEmpty = defineCheck({
  id: 'tool-calls-empty',
  title: 'tool_calls is not an empty list',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['tool-choice', 'tool-finish-reason', 'tool-call-leak'],
  explains: [
    { check: 'tool-choice', code: 'call-not-made' },
    { check: 'tool-finish-reason', code: 'finish-without-call' },
  ],
  explain: {
    what: '`tool_calls` is present only with at least one call. A message or a delta without calls omits it.',
    causes: 'A serializer that writes its empty list in every message and every delta.',
    falseAlarm:
      'Clients that check the length are not affected; those that check the presence of the member drop the text.',
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
