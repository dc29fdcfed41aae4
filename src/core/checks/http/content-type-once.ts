import { headerPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';

/** A comma before another `type/subtype`: two values in one field line. */
const SEVERAL = /,\s*[\w!#$&^.+-]+\/[\w!#$&^.+-]+/;

/** Content-Type is a singleton field. */
export const contentTypeOnce = defineCheck({
  id: 'content-type-once',
  title: 'Content-Type is not repeated',
  stage: 'http',
  scope: 'answer',
  kinds: ['repeated'],
  explain: {
    what: 'A response has one Content-Type. RFC 9110 defines it as a field with a single value; with two values, each client picks another one.',
    causes:
      'A gateway that adds its own Content-Type to that of the upstream; middleware that appends a header instead of setting it.',
    falseAlarm: 'The tool that wrote a capture may have duplicated headers.',
    seen: [],
  },
  applies: ({ answer }) => answer.header('content-type').length > 0,
  *judge({ answer }) {
    const values = answer.header('content-type');
    if (values.length < 2 && !SEVERAL.test(values[0] ?? '')) return;
    yield { code: 'content-type-repeated', args: { values }, at: headerPlace('content-type') };
  },
});
