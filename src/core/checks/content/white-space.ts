import { FEWEST_JOINED_WORDS } from '../../model/tolerances.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';

/** The text keeps its white space. */
export const whiteSpace = defineCheck({
  id: 'white-space',
  title: 'The text keeps the white space between its words',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['content-increments', 'tool-call-leak'],
  explain: {
    what: 'If the answer contains the requested text, or its beginning, the spaces between its words are present: “one two three”, not “onetwothree”.',
    causes: 'A gateway or an engine that trims each piece of a text before it joins them.',
    falseAlarm: 'A model may write the requested words without spaces. Texts of fewer than eight words are not judged.',
    seen: ['paiml/aprender#2367', 'EricLBuehler/mistral.rs#63'],
  },
  applies: (view) => answered(view) && wordsOf(view) !== null && view.reply.outputs.length > 0,
  *judge(view) {
    const words = wordsOf(view);
    if (words === null) return;
    const [joined, least] = [words.join(''), words.slice(0, FEWEST_JOINED_WORDS).join('').length];
    for (const { text: placed } of view.reply.outputs) {
      const text = placed.text.trim();
      if (text.length < least || !joined.startsWith(text)) continue;
      yield { code: 'white-space-lost', args: { words, text }, at: placeIn(placed, words[0]?.length ?? 0) };
    }
  },
});

/** The words of the requested text; null if there are too few. */
function wordsOf({ case: { elicits } }: CheckInput): readonly string[] | null {
  const words = elicits?.trim().split(/\s+/u) ?? [];
  return words.length < FEWEST_JOINED_WORDS ? null : words;
}
