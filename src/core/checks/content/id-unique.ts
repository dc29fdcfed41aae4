import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';

/** What servers write if they have no id: nothing, a word for nothing, a small number, a prefix alone. */
const PLACEHOLDER = /^(?:|null|none|undefined|nil|string|id|-?\d{1,5}|chatcmpl-?|cmpl-?)$/i;

/** The id of an answer distinguishes it from other answers. */
export const idUnique = defineCheck({
  id: 'id-unique',
  title: 'The id of an answer is unique',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value', 'repeated'],
  explain: {
    what: 'The `id` identifies the answer. A placeholder (an empty string, `"null"`, a small counter) does not, and two different requests of a case do not get the same id. If the same request is sent twice, the same id is a note: the answer comes from a cache.',
    causes:
      'An id that is hard-coded, left to a default, or counted from the start of the process; an answer from a cache.',
    falseAlarm: 'None known: a cached answer to the same request is a note.',
    seen: [
      'InternLM/lmdeploy#2802',
      'huggingface/text-generation-inference#1782',
      'predibase/lorax#788',
      'EricLBuehler/mistral.rs#1539',
      'theopenco/llmgateway#3877',
    ],
  },
  applies: (input) => answered(input) && input.reply.ids.length > 0,
  *judge({ answer, answers, reply: { ids } }) {
    const [first] = ids;
    // An id that changes along a stream is a divergence of another check.
    if (first === undefined || ids.some(({ value }) => value !== first.value)) return;
    const { value: id, place: at } = first;
    if (PLACEHOLDER.test(id.trim())) {
      yield { code: 'id-placeholder', args: { id }, at, occurrences: ids.length };
      return;
    }
    const earlier = answers.slice(0, Math.max(0, answers.indexOf(answer)));
    const same = earlier.find((other) => other.succeeded && other.reply.ids[0]?.value === id);
    if (!same) return;
    if (same.exchange.request.body !== answer.exchange.request.body) yield { code: 'id-repeated', args: { id }, at };
    else yield { code: 'id-replayed', args: { id }, at, level: 'note' };
  },
});
