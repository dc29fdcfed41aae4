import { pointerSteps } from '../../wire/pointer.js';
import { statusPlace } from '../../wire/place.js';
import type { Mismatch } from '../../dialect/messages.js';
import { defineCheck } from '../../dialect/check.js';

/** A 2xx response contains an answer, not an error. */
export const errorInOk = defineCheck({
  id: 'error-in-ok',
  title: 'A 2xx response contains no error',
  stage: 'form',
  scope: 'answer',
  kinds: ['wrong-status', 'wrong-value'],
  explain: {
    what: 'A 2xx response contains an answer. Clients that look at the status treat an error body with status 200, or an answer without outputs, as a success.',
    causes:
      'A gateway that wraps the error of its upstream into a body and forgets the status; a streaming path that sent its headers before the upstream responded; an exception handler that returns a dict.',
    falseAlarm:
      'An endpoint may document errors with status 200. A member named `error` may contain something other than an error.',
    seen: [
      'langgenius/dify-plugin-sdks#74',
      'pydantic/pydantic-ai#3994',
      'azrtydxb/Fastllm-proxy#28',
      'mmeyerlein/meclaw#75',
    ],
  },
  applies: ({ answer }) => answer.status >= 200 && answer.status < 300 && answer.body.ok,
  *judge({ answer, reply }): Iterable<Mismatch> {
    if (reply.error !== null) {
      const args = { status: answer.status, error: reply.error.value };
      yield { code: 'error-in-success', args, at: statusPlace };
      return;
    }
    if (reply.emptyOutputs !== null) {
      // Documents that forbid the error seldom say how many outputs there are.
      const at = reply.emptyOutputs;
      const name = 'pointer' in at ? (pointerSteps(at.pointer).at(-1) ?? '') : '';
      yield { code: 'no-outputs', args: { name }, at, level: 'should' };
    }
  },
});
