import { isObject } from '../../wire/narrow.js';
import { bodyPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import { typeName } from '../../wire/type-name.js';
import { defineCheck } from '../check.js';
import { answered } from '../answered.js';

/** An unstreamed answer tells its usage. */
export const usagePresent = defineCheck({
  id: 'usage-present',
  title: 'An unstreamed answer has usage',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['missing-field'],
  explain: {
    what: 'The body of an answer holds a `usage` object. Of streams another check speaks: there it has to be asked for.',
    causes: 'A backend that does not count, or a gateway that forgets to pass the counts on.',
    falseAlarm: 'None known where the documents show usage in every answer.',
    seen: [],
  },
  applies: (view) => answered(view) && 'value' in view.answer.body,
  *judge({ answer: { body } }) {
    const usage = 'value' in body ? member(body.value, 'usage') : undefined;
    if (isObject(usage)) return;
    yield { code: 'usage-missing', args: { type: typeName(usage) }, at: bodyPlace('/usage') };
  },
});
