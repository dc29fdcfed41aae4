import { asString } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { bodyPlace, headerPlace } from '../../../../wire/place.js';
import type { Mismatch } from '../../../messages.js';
import { type CheckInput, defineCheck } from '../../../check.js';

const HEADER = 'request-id';

/** Each response has its own id, and an error repeats it. */
export const requestId = defineCheck({
  id: 'request-id',
  title: 'Each response has its own id, which an error repeats',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['repeated', 'inconsistent'],
  params: {
    type: 'object',
    properties: { of: { enum: ['header', 'body'] } },
    required: ['of'],
    additionalProperties: false,
  },
  consequenceOf: ['required-header', 'schema'],
  explain: {
    what: 'No two responses of a case have the same `request-id` header, and the `request_id` in the body of an error is that of the header. `of` says which of both a claim is about.',
    causes:
      'An id that is hard-coded or made once for the process; a gateway with its own id in one of the two places.',
    falseAlarm:
      'A proxy may replace the header and keep the body. A recorder may redact one of them: in captures, a difference is a note.',
    seen: [],
  },
  applies: ({ answer }, { with: { of } }) =>
    answer.header(HEADER).length > 0 && (of === 'header' || bodyId(answer) !== null),
  *judge(input, { with: { of } }) {
    const mismatch = of === 'header' ? repeatedHeader(input) : otherBody(input);
    if (mismatch !== null) yield mismatch;
  },
});

function repeatedHeader({ answer, answers }: CheckInput): Mismatch | null {
  const [id] = answer.header(HEADER);
  const earlier = answers.slice(0, Math.max(0, answers.indexOf(answer)));
  const isRepeated = earlier.some(
    (other) => other.exchange.id !== answer.exchange.id && other.header(HEADER)[0] === id,
  );
  return id === undefined || !isRepeated
    ? null
    : { code: 'request-id-repeated', args: { id }, at: headerPlace(HEADER) };
}

function otherBody({ answer, case: { origin } }: CheckInput): Mismatch | null {
  const [header] = answer.header(HEADER);
  const body = bodyId(answer);
  if (header === undefined || body === null || header === body) return null;
  const level = origin === 'captured' ? 'note' : undefined;
  return { code: 'request-id-differs', args: { header, body }, at: bodyPlace('/request_id'), level };
}

function bodyId({ status, body }: CheckInput['answer']): string | null {
  return status >= 400 && body.ok ? asString(member(body.value, 'request_id')) : null;
}
