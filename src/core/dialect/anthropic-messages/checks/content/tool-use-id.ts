import { answered } from '../../../../checks/answered.js';
import { asString } from '../../../../wire/json.js';
import { defineCheck } from '../../../check.js';
import { messagesReply } from '../../messages-reply.js';

/** Each call has its own id. */
export const toolUseId = defineCheck({
  id: 'tool-use-id',
  title: 'Each tool_use block has its own id',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['repeated'],
  consequenceOf: ['block-index'],
  explain: {
    what: 'No two `tool_use` blocks of a message have the same `id`: results name the id of their call. A missing id is reported by `schema`.',
    causes: 'An engine without ids for calls; an id that is made from the name of the tool.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: ['letta-ai/letta#2761'],
  },
  applies: (input) => answered(input) && messagesReply(input).outputs.some(({ calls }) => calls.length > 1),
  *judge(input) {
    for (const { blocks } of messagesReply(input).outputs) {
      const seen = new Set<string>();
      for (const { type, value, at } of blocks) {
        const id = type === 'tool_use' ? asString(value['id']) : null;
        if (id === null || id === '') continue;
        if (seen.has(id)) yield { code: 'use-id-repeated', args: { id }, at: at('/id') };
        seen.add(id);
      }
    }
  },
});
