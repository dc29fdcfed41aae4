import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { answered } from '../../../../checks/answered.js';
import { requestMember } from '../../requested.js';
import { placeIn } from '../../../reply.js';
import { chatReply, inMessage } from '../../chat-reply.js';

/** `reasoning_effort: "none"` turns reasoning off. */
export const reasoningOff = defineCheck({
  id: 'reasoning-off',
  title: 'reasoning_effort "none" turns reasoning off',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored'],
  consequences: ['special-tokens'],
  explain: {
    what: 'With `reasoning_effort: "none"` an answer has no reasoning: no text in `reasoning_content` or `reasoning`, none between think tags at the start of the text, no reasoning tokens in `usage`. An empty pair of think tags is a note.',
    causes: 'A parameter that is dropped before it reaches the template, or a template without a switch.',
    falseAlarm: 'A model may begin its answer with its thoughts in plain text; that is not judged.',
    seen: ['Layr-Labs/d-inference#639', 'mudler/LocalAI#10072', 'docker/model-runner#1028'],
  },
  applies: (input) => answered(input) && requestMember(input.answer, 'reasoning_effort') === 'none',
  *judge({ reply }) {
    let isShown = false;
    for (const { text, entries } of chatReply({ reply }).outputs) {
      const tag = /^\s*<think(?:ing)?>([\s\S]*?)(?:<\/think(?:ing)?>|$)/.exec(text.text);
      if (tag) {
        isShown = true;
        const level = tag[1]?.trim() === '' ? 'note' : undefined;
        yield { code: 'reasoning-text', args: { text: tag[0] }, at: placeIn(text), level };
      }
      for (const entry of entries) {
        for (const name of ['reasoning_content', 'reasoning']) {
          const value = member(entry.message ?? {}, name);
          if (typeof value !== 'string' || value.trim() === '') continue;
          isShown = true;
          yield { code: 'reasoning-text', args: { text: value }, at: inMessage(entry, `/${name}`) };
        }
      }
    }
    const tokens = reply.usage?.reasoning;
    if (isShown || !tokens || tokens.value === null || tokens.value <= 0) return;
    yield { code: 'reasoning-tokens', args: { tokens: tokens.value }, at: tokens.place };
  },
});
