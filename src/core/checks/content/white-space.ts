import { FEWEST_LOST_SPACES } from '../../model/tolerances.js';
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
  consequenceOf: ['content-increments', 'tool-call-leak', 'sse-data-json'],
  explain: {
    what: 'If the answer contains the requested text, or its beginning, the spaces and line breaks between its words are present: “one two three”, not “onetwothree”. Three words or more that run together are reported.',
    causes:
      'A gateway or an engine that trims each piece of a text before it joins them, or drops the pieces that are white space.',
    falseAlarm: 'A model may write the requested words without spaces. Fewer than three lost spaces are not reported.',
    seen: [
      'paiml/aprender#2367',
      'EricLBuehler/mistral.rs#63',
      'waybarrios/vllm-mlx#462',
      'spacedriveapp/spacebot#413',
    ],
  },
  applies: (input) => answered(input) && wordsOf(input) !== null && input.reply.outputs.length > 0,
  *judge(input) {
    const words = wordsOf(input);
    if (words === null) return;
    for (const { text: placed } of input.reply.outputs) {
      const lost = findLost(placed.text, words);
      const [first] = lost;
      if (first === undefined || lost.length < FEWEST_LOST_SPACES) continue;
      const args = { words, text: placed.text.trim(), lost: lost.length };
      yield { code: 'white-space-lost', args, at: placeIn(placed, first) };
    }
  },
});

/** The words of the requested text; null if there are too few. */
function wordsOf({ case: { elicits } }: CheckInput): readonly string[] | null {
  const words = elicits?.trim().split(/\s+/u) ?? [];
  return words.length <= FEWEST_LOST_SPACES ? null : words;
}

/**
 * The offsets in a text at which two words of the requested text run together. Empty if the text is another one than the
 * requested text or its beginning.
 */
function findLost(text: string, words: readonly string[]): readonly number[] {
  const lost: number[] = [];
  let at = text.length - text.trimStart().length;
  for (const [n, word] of words.entries()) {
    const rest = text.slice(at);
    if (!rest.startsWith(word)) return word.startsWith(rest.trimEnd()) ? lost : [];
    at += word.length;
    const next = words[n + 1] ?? '';
    const spaces = /^\s*/u.exec(text.slice(at))?.[0].length ?? 0;
    if (spaces === 0 && at < text.length && isJoined(word, next)) lost.push(at);
    at += spaces;
  }
  return at < text.length ? [] : lost;
}

/** Whether white space between two words is all that divides them: letters or digits on both sides. */
function isJoined(word: string, next: string): boolean {
  return /[\p{L}\p{N}]$/u.test(word) && /^[\p{L}\p{N}]/u.test(next);
}
