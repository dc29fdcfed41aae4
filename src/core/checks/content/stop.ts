import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn, type Output } from '../../dialect/reply.js';
import { FEWEST_WORDS_BEFORE } from '../../model/tolerances.js';
import { bareText } from './bare-text.js';

/** The text ends before the stop sequence. */
export const stop = defineCheck({
  id: 'stop',
  title: 'The text ends before the stop sequence',
  stage: 'meaning',
  scope: 'answer',
  explainedBy: [
    'special-tokens',
    ...['stop-ignored', 'stop-included'].map((explains) => ({
      check: 'text-altered',
      code: 'text-added',
      explains,
      inRun: true as const,
    })),
  ],
  kinds: ['ignored', 'leaked', 'wrong-value'],
  explain: {
    what: 'The text of an answer does not contain a requested stop sequence: it neither continues after one nor ends with it, or with its beginning if the prompt dictates the text. A dictated text does not end one word before the sequence (a `should`).',
    causes:
      'A parameter that is accepted and not passed on; an engine that compares tokens instead of text; one that stops in time and does not remove the sequence, or that removes a token too many.',
    falseAlarm:
      'Only the text is judged, not the reasoning and not the arguments of tool calls. A model may end one word before the sequence by itself.',
    seen: ['Blaizzy/mlx-vlm#1044', 'huggingface/text-generation-inference#1724'],
  },
  applies: (input) => answered(input) && input.requested.stop.length > 0 && wasMet(input),
  *judge({ reply, requested, case: { elicits } }) {
    for (const output of reply.outputs) {
      const { text } = output;
      const met = firstStop(text.text, requested.stop);
      if (!met) {
        const early = endsEarly(output, requested.stop, elicits);
        if (early !== null) {
          const at = placeIn(text, Infinity);
          yield { code: 'stop-early', args: { ...early, text: text.text }, at, level: 'should' };
          continue;
        }
        const begun = begunStop(text.text, requested.stop, elicits);
        if (begun === null) continue;
        const { sequence, leaked } = begun;
        const isWord = /[\p{L}\p{N}]/u.test(leaked);
        const at = placeIn(text, text.text.length - leaked.length);
        yield { code: 'stop-begun', args: { sequence, leaked }, at, level: isWord ? undefined : 'should' };
        continue;
      }
      const ends = met.offset + met.sequence.length === text.text.length;
      const args = { sequence: met.sequence, text: text.text.slice(met.offset) };
      yield { code: ends ? 'stop-included' : 'stop-ignored', args, at: placeIn(text, met.offset) };
    }
  },
});

/** Whether the model reached a stop sequence: the text contains it, or ends where it would begin. */
function wasMet({ reply, requested, case: { elicits } }: CheckInput): boolean {
  const sequences = requested.stop;
  const expected = elicits === null ? null : firstStop(elicits, sequences);
  const before = expected && elicits ? bareText(elicits.slice(0, expected.offset)) : null;
  return reply.outputs.some((output) => {
    const { text } = output.text;
    return (
      firstStop(text, sequences) !== null ||
      (before !== null && bareText(text) === before) ||
      begunStop(text, sequences, elicits) !== null ||
      endsEarly(output, sequences, elicits) !== null
    );
  });
}

/** The word that is missing before the stop sequence, if it is the only one and enough others came. */
function endsEarly({ text, finish }: Output, sequences: readonly string[], elicits: string | null) {
  const expected = elicits === null ? null : firstStop(elicits, sequences);
  if (elicits === null || expected === null || finish.reason !== 'stop') return null;
  const words = bareText(elicits.slice(0, expected.offset)).split(' ');
  if (words.length <= FEWEST_WORDS_BEFORE || bareText(text.text) !== words.slice(0, -1).join(' ')) return null;
  return { sequence: expected.sequence, lost: words.at(-1) ?? '' };
}

/**
 * The stop sequence whose beginning follows the text that should come before it. A beginning of white space alone is not
 * reported: it is a part of many tokens.
 */
function begunStop(text: string, sequences: readonly string[], elicits: string | null) {
  const expected = elicits === null ? null : firstStop(elicits, sequences);
  if (elicits === null || expected === null) return null;
  const { sequence, offset } = expected;
  const before = elicits.slice(0, offset);
  for (let length = sequence.length - 1; length > 0; length--) {
    const leaked = sequence.slice(0, length);
    if (leaked.trim() === '' || !text.endsWith(leaked)) continue;
    const rest = text.slice(0, -length);
    const isSame = rest.trim().toLowerCase() === before.trim().toLowerCase();
    if (isSame || (/[\p{L}\p{N}]/u.test(leaked) && bareText(rest) === bareText(before))) return { sequence, leaked };
  }
  return null;
}

function firstStop(text: string, sequences: readonly string[]) {
  return (
    sequences
      .map((sequence) => ({ sequence, offset: text.indexOf(sequence) }))
      .filter(({ offset }) => offset >= 0)
      .sort((a, b) => a.offset - b.offset)[0] ?? null
  );
}
