import { headerPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';

const HEADER = 'retry-after';
const SECONDS = /^\d+$/u;
const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
/** The one form of a date that a server may send: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const HTTP_DATE = new RegExp(`^${DAY}, \\d\\d ${MONTH} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT$`, 'u');

/** A response that requests a retry states the delay. */
export const retryAfter = defineCheck({
  id: 'retry-after',
  title: 'Retry-After is present and valid',
  stage: 'http',
  scope: 'answer',
  kinds: ['missing-header', 'wrong-header'],
  params: {
    type: 'object',
    properties: { status: { type: 'integer' }, optional: { type: 'boolean' } },
    additionalProperties: false,
  },
  looksAt: 'errors-too',
  explain: {
    what: 'A response with the status of the claim (429 by default) has a `Retry-After` header with a number of seconds or an HTTP date. With `optional`, only its syntax is checked.',
    causes:
      'A gateway that copies a fixed list of headers from its backend; a rate limiter that responds before the API does.',
    falseAlarm:
      'Some providers send fractions of a second. RFC 9110 does not allow them, although many clients accept them.',
    seen: [
      'api7/aisix#144',
      'BerriAI/litellm#30098',
      'majiayu000/litellm-rs#833',
      'METR/hawk#1414',
      'envoyproxy/gateway#5693',
    ],
  },
  applies: ({ answer }, { with: given }) =>
    answer.status === (given.status ?? 429) && (given.optional !== true || answer.header(HEADER).length > 0),
  *judge({ answer }) {
    const [value] = answer.header(HEADER);
    if (value === undefined) {
      yield { code: 'retry-after-missing', args: { status: answer.status }, at: headerPlace(HEADER) };
    } else if (!SECONDS.test(value.trim()) && !HTTP_DATE.test(value.trim())) {
      yield { code: 'retry-after-form', args: { value }, at: headerPlace(HEADER) };
    }
  },
});
