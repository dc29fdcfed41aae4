import { SHORTEST_REPEATED } from '../../model/tolerances.js';
import { defineCheck } from '../check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';

/** The whole text does not come twice. */
export const answerRepeated = defineCheck({
  id: 'answer-repeated',
  title: 'The text does not come twice',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['repeated'],
  params: { type: 'object', properties: { form: { enum: ['stream'] } }, additionalProperties: false },
  consequenceOf: ['content-increments', 'after-finish', 'tool-call-leak'],
  explain: {
    what: 'The text of a choice is not one and the same text twice, the second right behind the first. Where the documents speak of it for streams alone, bodies are left alone.',
    causes: 'A stream that ends with the complete message once more, or two writers on one stream.',
    falseAlarm:
      'A text that repeats itself more often, or with white space in between, or that the prompt asks for twice, is left alone: models do loop. Shorter texts than ten characters are not judged.',
    seen: ['infiniflow/ragflow#15286'],
  },
  applies: (view, { with: given }) =>
    answered(view) &&
    (given.form === undefined || view.answer.form === given.form) &&
    view.reply.outputs.some(({ text }) => text.text.trim().length >= 2 * SHORTEST_REPEATED),
  *judge({ reply, requested, case: { elicits } }) {
    const wanted = `${requested.promptText}\n${elicits ?? ''}`;
    for (const { text } of reply.outputs) {
      const half = halfOf(text.text) ?? halfOf(text.text.trim());
      if (half === null || wanted.split(half).length > 2) continue;
      yield {
        code: 'text-repeated',
        args: { text: half },
        at: placeIn(text, text.text.lastIndexOf(half)),
      };
    }
  },
});

/** The text that, written twice with nothing in between, is the given one; null where none is. */
function halfOf(text: string): string | null {
  const half = text.slice(0, text.length / 2);
  if (half.trim().length < SHORTEST_REPEATED || text !== half + half) return null;
  return isPeriodic(half) ? null : half;
}

/** Whether a text is itself a shorter one repeated. */
function isPeriodic(text: string): boolean {
  const spaced = `${text} `;
  return (text + text).indexOf(text, 1) < text.length || (spaced + spaced).indexOf(spaced, 1) < spaced.length;
}
