import { bodyPlace, chunkPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { entriesOf, isChunkStream, isWholeStream } from './stream.js';

/** An answer has as many choices as requested. */
export const choicesComplete = defineCheck({
  id: 'choices-complete',
  title: 'The answer has every requested choice',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['ignored', 'unexpected'],
  consequenceOf: [
    'choice-index',
    'tool-calls-together',
    'stream-end',
    'sse-terminator',
    'no-response',
    'sse-data-json',
  ],
  explain: {
    what: 'A request with `n` gets n choices, in a body and in a stream; a request without it gets one.',
    causes: 'A backend without `n`, behind a gateway that drops the parameter.',
    falseAlarm: 'None known if the documents define `n`.',
    seen: ['abetlen/llama-cpp-python#1906', 'langwatch/langwatch#6290'],
  },
  applies: (input) =>
    input.answer.succeeded && (isChunkStream(input) ? isWholeStream(input) && isNumbered(input) : isBody(input)),
  *judge(input) {
    const wanted = input.requested.outputs;
    const got = input.reply.outputs.length;
    if (got === wanted) return;
    const last = isChunkStream(input) ? entriesOf(input).at(-1) : undefined;
    yield {
      code: got < wanted ? 'choices-missing' : 'choices-extra',
      args: { wanted, got },
      at: last === undefined ? bodyPlace('/choices') : chunkPlace(last.chunk, '/choices'),
    };
  },
});

function isBody({ answer }: CheckInput): boolean {
  return !answer.requested.stream && answer.body.ok;
}

/** Choices of a stream without an index cannot be counted. */
function isNumbered(input: CheckInput): boolean {
  return entriesOf(input).every(({ ownIndex }) => ownIndex !== null);
}
