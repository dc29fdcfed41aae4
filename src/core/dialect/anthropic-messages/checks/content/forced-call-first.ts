import { answered } from '../../../../checks/answered.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { placeIn } from '../../../reply.js';
import { messagesReply } from '../../messages-reply.js';

/** A forced call comes without text before it. */
export const forcedCallFirst = defineCheck({
  id: 'forced-call-first',
  title: 'A forced call comes without text before it',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  consequenceOf: ['tool-choice', 'tool-call-leak'],
  explain: {
    what: 'With `tool_choice` any or tool, no text comes before the first `tool_use` block.',
    causes: 'A gateway that treats a forced choice as auto, with a model that calls anyway.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: [],
  },
  applies: (input) => answered(input) && isForced(input) && input.reply.outputs.some(({ calls }) => calls.length > 0),
  *judge(input) {
    for (const { blocks } of messagesReply(input).outputs) {
      const call = blocks.findIndex(({ type }) => type === 'tool_use');
      const before = blocks
        .slice(0, Math.max(0, call))
        .find(({ type, text }) => type === 'text' && text.text.trim() !== '');
      if (before !== undefined)
        yield { code: 'text-before-call', args: { text: before.text.text }, at: placeIn(before.text) };
    }
  },
});

function isForced({ requested: { toolChoice } }: CheckInput): boolean {
  return toolChoice?.mode === 'required' || toolChoice?.mode === 'named';
}
