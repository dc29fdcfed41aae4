import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';
import { placeIn } from '../../dialect/reply.js';
import { bareText } from './bare-text.js';

/** The text ends before the stop sequence. */
export const stop = defineCheck({
  id: 'stop',
  title: 'The text ends before the stop sequence',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['ignored', 'leaked'],
  explain: {
    what: 'The text of an answer does not contain a requested stop sequence: it neither continues after one nor ends with it.',
    causes:
      'A parameter that is accepted and not passed on; an engine that compares tokens instead of text; one that stops in time and does not remove the sequence.',
    falseAlarm: 'Only the text is judged, not the reasoning and not the arguments of tool calls.',
    seen: ['Blaizzy/mlx-vlm#1044', 'huggingface/text-generation-inference#1724'],
  },
  applies: (view) => answered(view) && view.requested.stop.length > 0 && wasMet(view),
  *judge({ reply, requested }) {
    for (const { text } of reply.outputs) {
      const met = firstStop(text.text, requested.stop);
      if (!met) continue;
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
  return reply.outputs.some(
    ({ text: { text } }) => firstStop(text, sequences) !== null || (before !== null && bareText(text) === before),
  );
}

function firstStop(text: string, sequences: readonly string[]) {
  return (
    sequences
      .map((sequence) => ({ sequence, offset: text.indexOf(sequence) }))
      .filter(({ offset }) => offset >= 0)
      .sort((a, b) => a.offset - b.offset)[0] ?? null
  );
}
