import { typeName } from '../../wire/json.js';
import { bodyPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { defineCheck } from '../../dialect/check.js';
import { answered } from '../answered.js';

/** An unstreamed answer has usage. */
export const usagePresent = defineCheck({
  id: 'usage-present',
  title: 'An unstreamed answer has usage',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['missing-field'],
  consequenceOf: ['sse-data-json'],
  explain: {
    what: 'The body of an answer has a `usage` object. Streams are judged by `usage-chunk`, because usage has to be requested there.',
    causes: 'A backend that does not count, or a gateway that does not pass the counts on.',
    falseAlarm: 'None known if the documents show usage in every answer.',
    seen: [],
  },
  applies: (input) => answered(input) && input.answer.body.ok,
  *judge({ answer: { body }, reply }) {
    if (reply.usage !== null) return;
    const usage = body.ok ? member(body.value, 'usage') : undefined;
    yield { code: 'usage-missing', args: { type: typeName(usage) }, at: bodyPlace('/usage') };
  },
});
