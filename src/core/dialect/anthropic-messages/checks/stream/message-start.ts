import { asArray } from '../../../../wire/json.js';
import { defineCheck } from '../../../check.js';
import { messagesReply } from '../../messages-reply.js';
import { isMessageStream } from './stream.js';

/** The message of message_start is empty. */
export const messageStart = defineCheck({
  id: 'message-start',
  title: 'The message in message_start is empty and has not stopped',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-value'],
  explain: {
    what: 'The message in `message_start` has an empty `content` and the `stop_reason` null: content comes in the events of its blocks, the reason in `message_delta`. Clients append the blocks to the content that is there.',
    causes: 'A gateway that puts the complete answer of a backend without streams into the first event.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: [],
  },
  applies: (input) => isMessageStream(input) && messagesReply(input).message !== null,
  *judge(input) {
    const { message } = messagesReply(input);
    if (message === null) return;
    const { content, stop_reason: reason } = message.value;
    if (asArray(content).length > 0) yield { code: 'start-has-content', args: { content }, at: message.at('/content') };
    if ((reason ?? null) !== null) yield { code: 'start-has-reason', args: { reason }, at: message.at('/stop_reason') };
  },
});
