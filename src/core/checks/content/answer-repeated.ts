import { SHORTEST_AGAIN, SHORTEST_REPEATED } from '../../model/tolerances.js';
import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { type PlacedText, placeIn } from '../../dialect/reply.js';
import { bareText } from './bare-text.js';

/** The text of an answer is not sent twice. */
export const answerRepeated = defineCheck({
  id: 'answer-repeated',
  title: 'The text is not repeated',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['repeated'],
  params: { type: 'object', properties: { form: { enum: ['stream'] } }, additionalProperties: false },
  consequenceOf: ['content-increments', 'tool-call-leak'],
  explain: {
    what: 'The text of a choice is not the same text twice in a row. If the documents mention only streams, bodies are not judged.',
    causes: 'A stream that ends with the complete message again, or two writers on one stream.',
    falseAlarm:
      'Models do loop. A text that repeats more often, with white space in between, or as the prompt asks, is not reported. Texts shorter than ten characters are judged only if the prompt dictates the text, or the last piece of a stream is all of the text before it.',
    seen: ['infiniflow/ragflow#15286'],
  },
  applies: (input, { with: given }) =>
    answered(input) &&
    (given.form === undefined || input.answer.form === given.form) &&
    input.reply.outputs.some(({ text }) => text.text.trim() !== ''),
  *judge({ reply, requested, case: { elicits } }) {
    const wanted = `${requested.promptText}\n${elicits ?? ''}`;
    for (const { text } of reply.outputs) {
      const least = isDictated(text, elicits) || isSentAgain(text) ? 1 : SHORTEST_REPEATED;
      const half = halfOf(text.text, least) ?? halfOf(text.text.trim(), least);
      if (half === null || wanted.split(half).length > 2) continue;
      yield {
        code: 'text-repeated',
        args: { text: half },
        at: placeIn(text, text.text.lastIndexOf(half)),
      };
    }
  },
});

/** The text that, written twice with nothing in between, is the given one; null if none is. */
function halfOf(text: string, least: number): string | null {
  const half = text.slice(0, text.length / 2);
  if (half.trim().length < least || text !== half + half) return null;
  return isPeriodic(half) ? null : half;
}

/** Whether half of a text is the text that the prompt dictates. */
function isDictated({ text }: PlacedText, elicits: string | null): boolean {
  const half = bareText(text.slice(0, text.length / 2));
  return half !== '' && half === bareText(elicits ?? '');
}

/** Whether the last of several pieces is all of the text before it. */
function isSentAgain({ text, pieces }: PlacedText): boolean {
  const last = pieces.at(-1)?.text ?? '';
  return pieces.length > 2 && last.length * 2 === text.length && last.length >= SHORTEST_AGAIN;
}

/** Whether a text is itself a shorter one repeated. */
function isPeriodic(text: string): boolean {
  const spaced = `${text} `;
  return (text + text).indexOf(text, 1) < text.length || (spaced + spaced).indexOf(spaced, 1) < spaced.length;
}
