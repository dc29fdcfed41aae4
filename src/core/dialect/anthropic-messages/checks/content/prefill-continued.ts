import { SHORTEST_PREFILL } from '../../../../model/tolerances.js';
import { answered } from '../../../../checks/answered.js';
import { defineCheck } from '../../../check.js';
import { placeIn } from '../../../reply.js';
import { prefillOf } from '../../requested.js';

/** The answer continues the final assistant message. */
export const prefillContinued = defineCheck({
  id: 'prefill-continued',
  title: 'The answer continues the final assistant message',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  explain: {
    what: 'If the last message is the assistant’s, the answer continues it: its text does not begin with the same text again. A prefill of fewer than six characters is not judged.',
    causes: 'A gateway that drops the message, takes it for a finished turn, or puts it in front of the answer.',
    falseAlarm: 'A text may repeat itself. Prompts are chosen so that the continuation does not.',
    seen: ['BerriAI/litellm#17246'],
  },
  applies: (input) =>
    answered(input) &&
    prefillOf(input.answer.request).trim().length >= SHORTEST_PREFILL &&
    input.reply.outputs.some(({ text }) => text.text.trim() !== ''),
  *judge({ reply, answer }) {
    const prefill = prefillOf(answer.request).trim();
    for (const { text } of reply.outputs) {
      if (!text.text.trimStart().startsWith(prefill)) continue;
      yield { code: 'prefill-repeated', args: { prefill, text: text.text }, at: placeIn(text) };
    }
  },
});
