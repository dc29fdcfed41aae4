import { bodyPlace } from '../../wire/place.js';
import { valueAt } from '../../wire/pointer.js';
import { defineCheck } from '../../dialect/check.js';
import { errorBody } from './error-message.js';

/** The pointer of the type, unless the claim names another. */
const USUAL = '/error/type';

/** An error with a documented status has the documented type. */
export const errorType = defineCheck({
  id: 'error-type',
  title: 'The type of an error matches its status',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value', 'missing-field'],
  params: {
    type: 'object',
    properties: {
      status: { type: ['integer', 'array'], items: { type: 'integer' } },
      type: { type: ['string', 'array'], items: { type: 'string' } },
      pointer: { type: 'string' },
    },
    required: ['status', 'type'],
    additionalProperties: false,
  },
  looksAt: 'errors-too',
  explain: {
    what: 'If the documents pair a status with an error type (401 with `authentication_error`), an error with that status has that type (in `/error/type`, unless the claim names another place).',
    causes:
      'One type for all errors; the type of a backend passed through; a gateway that responds before its own error table is used.',
    falseAlarm: 'A proxy in front of the endpoint may send its own errors.',
    seen: [
      'kserve/kserve#3886',
      'vllm-project/vllm#37011',
      'earendil-works/pi#9815',
      'anthropics/anthropic-sdk-typescript#711',
    ],
  },
  applies: ({ answer }, { with: given }) =>
    listOf(given.status).includes(answer.status) && errorBody(answer) !== undefined,
  *judge({ answer }, { with: given }) {
    const types = listOf(given.type);
    const { pointer = USUAL } = given;
    const type = valueAt(errorBody(answer) ?? null, pointer);
    if (types.some((each) => each === type)) return;
    const code = typeof type === 'string' ? 'type-differs' : 'type-missing';
    yield { code, args: { status: answer.status, types, type }, at: bodyPlace(pointer) };
  },
});

function listOf<T extends string | number>(given: T | readonly T[]): readonly T[] {
  return typeof given === 'object' ? given : [given];
}
