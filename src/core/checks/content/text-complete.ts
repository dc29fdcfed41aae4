import { SHORTEST_REPEATED } from '../../model/tolerances.js';
import { defineCheck } from '../../dialect/check.js';
import { placeIn, type Output } from '../../dialect/reply.js';
import { answered } from '../answered.js';
import { bareText } from './bare-text.js';

/** A dictated text has its beginning, and does not end in the middle of a word. */
export const textComplete = defineCheck({
  id: 'text-complete',
  title: 'The text has its beginning and its end',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: [
    'answer-repeated',
    'content-increments',
    'finish-length',
    'sse-data-json',
    'stop',
    'tool-call-leak',
    'white-space',
  ],
  explain: {
    what: 'If the prompt dictates a text, an answer with a later part of it also has the part before. An answer that finished by itself does not end in the middle of a word of it.',
    causes:
      'A converter that drops the text of the first chunk, which it takes for the chunk with the role; a reasoning parser that removes too much; a last piece that is never flushed.',
    falseAlarm:
      'A model may leave out the beginning of what it repeats: compare with an unstreamed answer. Parts shorter than ten letters are not judged.',
    seen: ['vllm-project/vllm#21046'],
  },
  applies: (input) => answered(input) && input.case.elicits !== null && input.reply.outputs.length > 0,
  *judge({ case: { elicits }, reply, requested }) {
    const wanted = bareText(elicits ?? '');
    for (const output of reply.outputs) {
      const mayStop = requested.stop.length > 0 || output.finish.reason !== 'stop';
      const lost = lostPart(output, wanted, mayStop);
      if (lost === null) continue;
      const { text } = output.text;
      yield {
        code: 'text-incomplete',
        args: { wanted: elicits ?? '', text, lost },
        at: placeIn(output.text, lost === 'beginning' ? 0 : text.length - 1),
      };
    }
  },
});

function lostPart({ text }: Output, wanted: string, mayStop: boolean): 'beginning' | 'end' | null {
  const got = bareText(text.text);
  const isJudged = got.replaceAll(' ', '').length >= SHORTEST_REPEATED && got !== wanted;
  // A part that occurs twice may be the first of both.
  if (!isJudged || wanted.indexOf(got) !== wanted.lastIndexOf(got)) return null;
  const at = wanted.indexOf(got);
  if (at > 0) return 'beginning';
  const next = wanted[got.length] ?? ' ';
  const isMidWord = /[\p{L}\p{N}]$/u.test(text.text) && next !== ' ';
  return at === 0 && !mayStop && isMidWord ? 'end' : null;
}
