import { bodyPlace, chunkPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../../checks/check.js';
import { requestedChoices } from './requested-choices.js';
import { entriesOf, isStream, isWholeStream } from './stream.js';

/** As many choices come as were asked for. */
export const choicesComplete = defineCheck({
  id: 'choices-complete',
  title: 'Every requested choice comes',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['ignored', 'unexpected'],
  consequenceOf: ['choice-index', 'tool-calls-together', 'stream-end', 'sse-terminator', 'no-response'],
  explain: {
    what: 'A request with `n` is answered with n choices, in a body and in a stream; one without it is answered with one.',
    causes: 'A backend that knows no `n`, behind a gateway that drops it in silence.',
    falseAlarm: 'None known, where the documents promise `n`.',
    seen: ['abetlen/llama-cpp-python#1906', 'langwatch/langwatch#6290'],
  },
  applies: (view) => view.answer.succeeded && (isStream(view) ? isWholeStream(view) && isNumbered(view) : isBody(view)),
  *judge(view) {
    const asked = requestedChoices(view.answer);
    const came = view.answer.choices.length;
    if (came === asked) return;
    const last = isStream(view) ? entriesOf(view).at(-1) : undefined;
    yield {
      kind: came < asked ? 'ignored' : 'unexpected',
      at: last === undefined ? bodyPlace('/choices') : chunkPlace(last.chunk, '/choices'),
      expected: asked === 1 ? 'one choice' : `${asked} choices`,
      actual: came === 1 ? 'one choice' : `${came} choices`,
    };
  },
});

function isBody({ answer }: CheckInput): boolean {
  return !answer.askedStream && 'value' in answer.body;
}

/** Choices of a stream without an index cannot be counted. */
function isNumbered(view: CheckInput): boolean {
  return entriesOf(view).every(({ index }) => index !== null);
}
