import type { Answer } from '../../model/answer.js';
import { placeOf } from '../../wire/place.js';
import { asString } from '../../wire/narrow.js';
import { member } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import { defineCheck } from '../check.js';
import { answered } from '../../dialect/openai-chat/answered.js';
import { bodiesOf, type Body } from '../../dialect/openai-chat/bodies.js';

/** What servers write where they have no id: nothing, a word for nothing, a small number, a prefix alone. */
const PLACEHOLDER = /^(?:|null|none|undefined|nil|string|id|-?\d{1,5}|chatcmpl-?|cmpl-?)$/i;

/** An answer's id tells it apart from other answers. */
export const idUnique = defineCheck({
  id: 'id-unique',
  title: 'The id of an answer is its own',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value', 'repeated'],
  consequenceOf: ['chunk-constant'],
  explain: {
    what: 'The `id` identifies the answer. A placeholder (an empty string, `"null"`, a small counter) cannot, and two requests of a case may not be answered with the same one.',
    causes:
      'An id that is hard-coded, left to a default, or counted from the start of the process; a cache that answers.',
    falseAlarm: 'A cached answer to the very same request may rightly carry the first id.',
    seen: [
      'InternLM/lmdeploy#2802',
      'huggingface/text-generation-inference#1782',
      'predibase/lorax#788',
      'EricLBuehler/mistral.rs#1539',
    ],
  },
  applies: (view) => answered(view) && bodiesOf(view.answer).some((body) => idOf(body) !== null),
  *judge({ answer, answers }) {
    const bodies = bodiesOf(answer).filter((body) => idOf(body) !== null);
    const [first] = bodies;
    const id = firstIdOf(answer);
    // Where the id changes along a stream, that is what is wrong with it.
    if (first === undefined || id === null || bodies.some((body) => idOf(body) !== id)) return;
    const at = placeOf(first.chunk, '/id');
    if (PLACEHOLDER.test(id.trim())) {
      const expected = 'an id that is unique to the answer';
      yield { kind: 'wrong-value', at, expected, actual: quote(id), occurrences: bodies.length };
      return;
    }
    const earlier = answers.slice(0, Math.max(0, answers.indexOf(answer)));
    const same = earlier.find((other) => other.succeeded && firstIdOf(other) === id);
    if (!same || same.exchange.request.body === answer.exchange.request.body) return;
    const expected = 'an id that no other answer has';
    yield { kind: 'repeated', at, expected, actual: `${quote(id, 60)} for two different requests` };
  },
});

function idOf({ value }: Body): string | null {
  return asString(member(value, 'id'));
}

function firstIdOf(answer: Answer): string | null {
  return (
    bodiesOf(answer)
      .map(idOf)
      .find((id) => id !== null) ?? null
  );
}
