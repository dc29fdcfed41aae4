import { statusPlace } from '../../wire/place.js';
import type { Mismatch } from '../messages/index.js';
import { defineCheck } from '../check.js';

/** A status of 2xx carries an answer, not an error. */
export const errorInOk = defineCheck({
  id: 'error-in-ok',
  title: 'A status of 2xx carries no error',
  stage: 'form',
  scope: 'answer',
  kinds: ['wrong-status', 'wrong-value'],
  explain: {
    what: 'An answer with a status of 2xx holds an answer. An error body under 200, or an empty list in place of an answer, is taken for a success by every client that looks at the status.',
    causes:
      'A gateway that wraps the error of its upstream into a body and forgets the status; a streaming path that has sent its headers before the upstream answered; an exception handler that returns a dict.',
    falseAlarm:
      'An endpoint may document errors under 200. A member named error that holds something else than an error looks like one.',
    seen: [
      'langgenius/dify-plugin-sdks#74',
      'pydantic/pydantic-ai#3994',
      'azrtydxb/Fastllm-proxy#28',
      'mmeyerlein/meclaw#75',
    ],
  },
  applies: ({ answer }) => answer.status >= 200 && answer.status < 300 && 'value' in answer.body,
  *judge({ answer, reply }): Iterable<Mismatch> {
    if (reply.error !== null) {
      const args = { status: answer.status, error: reply.error.value };
      yield { code: 'error-in-success', args, at: statusPlace };
      return;
    }
    if (reply.emptyOutputs !== null) {
      // Documents that forbid the error seldom say how many outputs there are.
      yield { code: 'no-outputs', args: {}, at: reply.emptyOutputs, level: 'should' };
    }
  },
});
