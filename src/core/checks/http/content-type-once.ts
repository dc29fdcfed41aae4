import { headerPlace } from '../../wire/place.js';
import { defineCheck } from '../check.js';

/** A comma before another `type/subtype`: two values in one field line. */
const SEVERAL = /,\s*[\w!#$&^.+-]+\/[\w!#$&^.+-]+/;

/** Content-Type is a singleton field. */
export const contentTypeOnce = defineCheck({
  id: 'content-type-once',
  title: 'Content-Type comes once',
  stage: 'http',
  scope: 'answer',
  kinds: ['repeated'],
  explain: {
    what: 'An answer has one Content-Type. RFC 9110 makes it a field of a single value; with two, each client picks another one.',
    causes:
      'A gateway that adds its own Content-Type to the one of the upstream; middleware that appends in place of setting.',
    falseAlarm: 'A capture may have been written by a tool that doubles headers.',
    seen: [],
  },
  applies: ({ answer }) => answer.header('content-type').length > 0,
  *judge({ answer }) {
    const values = answer.header('content-type');
    if (values.length < 2 && !SEVERAL.test(values[0] ?? '')) return;
    yield { code: 'content-type-repeated', args: { values }, at: headerPlace('content-type') };
  },
});
