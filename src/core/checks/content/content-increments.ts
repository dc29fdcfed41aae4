import { FEWEST_GROWING } from '../../model/tolerances.js';
import { defineCheck } from '../../dialect/check.js';
import type { Output, TextPiece } from '../../dialect/reply.js';
import { isStream } from '../framing/stream-state.js';

/** A piece of a stream contains only new text. */
export const contentIncrements = defineCheck({
  id: 'content-increments',
  title: 'Deltas contain only new text',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['repeated'],
  explain: {
    what: 'The text of an output is sent in increments: no piece starts with all earlier text. A divergence needs at least three such pieces and no others, or two that leave no doubt, or five in a row, each longer than the one before.',
    causes:
      'A backend that streams the accumulated text (as some native APIs do) behind a converter that passes it on; a gateway whose buffer is not always cleared after a write.',
    falseAlarm:
      'A text may consist of tokens that repeat and grow, such as "a", "aa", "aaa". Lines that grow, each a piece that starts with its line break, are not reported.',
    seen: [],
  },
  applies: (input) =>
    isStream(input) && input.reply.outputs.some((output) => textsOf(output).some(({ length }) => length > 1)),
  *judge({ reply }) {
    for (const pieces of reply.outputs.flatMap(textsOf)) {
      const runs = runsOf(pieces);
      const repeating = runs.filter(
        (run) => !isOneCharacter(run) && (runs.length === 1 ? isCumulative(run) : isBuffered(run)),
      );
      const [first, again] = repeating[0] ?? [];
      if (first === undefined || again === undefined) continue;
      yield {
        code: 'text-cumulative',
        args: { first: first.text, again: again.text },
        at: again.place,
        occurrences: repeating.reduce((sum, run) => sum + run.length - 1, 0),
      };
    }
  },
});

/** Consecutive pieces that each begin with the complete previous one. */
type Run = readonly TextPiece[];

/** The text and the reasoning of an output, in pieces. */
function textsOf({ text, reasoning }: Output): readonly (readonly TextPiece[])[] {
  return [text.pieces, reasoning.pieces];
}

/** The pieces of a text in order, cut before each piece that does not begin with the one before it. */
function runsOf(pieces: readonly TextPiece[]): readonly Run[] {
  const runs: TextPiece[][] = [];
  let before: string | null = null;
  for (const piece of pieces) {
    if (before !== null && piece.text.startsWith(before)) runs.at(-1)?.push(piece);
    else runs.push([piece]);
    before = piece.text;
  }
  return runs;
}

/** Whether the only run of a text is cumulative. The complete text may be repeated at its end. */
function isCumulative(run: Run): boolean {
  const grown = growthsOf(run);
  // Two pieces alone must grow by more than a letter or two.
  if (run.length === 2) return (run[0]?.text.length ?? 0) > 2 && (grown[0] ?? 0) > 2;
  return grown.length > 1;
}

/** Whether a text is one character over and over: it grows without repeating anything that was sent. */
function isOneCharacter(run: Run): boolean {
  return new Set(run.at(-1)?.text.trim()).size <= 1;
}

/** Of one run among others. */
function isBuffered(run: Run): boolean {
  return run.length >= FEWEST_GROWING && growthsOf(run).length >= FEWEST_GROWING - 1 && !run[0]?.text.startsWith('\n');
}

/** By how many characters the pieces of a run grow, if they do. */
function growthsOf(run: Run): readonly number[] {
  return run.map(({ text }, n) => text.length - (run[n - 1]?.text ?? text).length).filter((growth) => growth > 0);
}
