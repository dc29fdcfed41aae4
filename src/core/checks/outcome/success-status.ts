import { statusPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';

/** A success has the documented status. */
export const successStatus = defineCheck({
  id: 'success-status',
  title: 'A success has the documented status',
  stage: 'http',
  scope: 'answer',
  kinds: ['wrong-status'],
  params: {
    type: 'object',
    properties: { status: { type: 'integer' } },
    required: ['status'],
    additionalProperties: false,
  },
  consequenceOf: ['http-message', 'no-response', 'error-in-ok', 'acceptance'],
  explain: {
    what: 'A successful completion request gets the one 2xx status that the documents list.',
    causes: 'A framework that answers every POST with 201; a handler without a body, which becomes 204.',
    falseAlarm: 'Clients that accept any 2xx are not affected.',
    seen: ['E-xyza/codicil#4', 'ChatGPTNextWeb/NextChat#4797'],
  },
  applies: ({ answer, case: testCase }) =>
    testCase.expects !== 'refused' && answer.operation === 'generate' && answer.status >= 200 && answer.status < 300,
  *judge({ answer }, { with: given }) {
    const { status: documented } = given;
    const { status } = answer;
    if (status !== documented) yield { code: 'success-status', args: { documented, status }, at: statusPlace };
  },
});
