import { errorBody } from '../../../../checks/errors/error-message.js';
import { statusPlace } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';

/** An error type has its documented status. */
export const errorStatus = defineCheck({
  id: 'error-status',
  title: 'The status of an error matches its type',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-status'],
  params: {
    type: 'object',
    properties: { status: { type: 'integer' }, type: { type: 'string' } },
    required: ['status', 'type'],
    additionalProperties: false,
  },
  looksAt: 'errors-too',
  consequenceOf: ['refusal', 'acceptance', 'error-type'],
  explain: {
    what: 'If the documents pair an error type with a status (`overloaded_error` with 529), an error of that type has that status. Clients decide by the status whether to retry.',
    causes: 'A gateway that keeps the body of its upstream and sends another status.',
    falseAlarm: 'A proxy that knows only the registered statuses may replace 529.',
    seen: [],
  },
  applies: ({ answer }, { with: { type } }) => member(member(errorBody(answer), 'error'), 'type') === type,
  *judge({ answer: { status } }, { with: { type, status: wanted } }) {
    if (status !== wanted) yield { code: 'error-status-differs', args: { type, wanted, status }, at: statusPlace };
  },
});
