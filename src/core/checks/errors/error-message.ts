import { asString } from '../../wire/json.js';
import { bodyPlace } from '../../wire/place.js';
import { valueAt } from '../../wire/pointer.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import type { Answer } from '../../dialect/answer.js';
import type { Json } from '../../model/json.js';

/** The pointer of the message, unless the claim names another. */
const USUAL = '/error/message';

/** An error has a message. Its wording is not judged. */
export const errorMessage = defineCheck({
  id: 'error-message',
  title: 'An error has a message',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value', 'unusual-form'],
  params: {
    type: 'object',
    properties: { pointer: { type: 'string' } },
    additionalProperties: false,
  },
  looksAt: 'errors-too',
  explain: {
    what: 'The message of an error (in `/error/message`, unless the claim names another place) is not empty. A message that is a serialised object is a note.',
    causes:
      'A converter that knows only one shape of error and drops the text of all others; an exception whose text is the dump of another.',
    falseAlarm: 'None known: the wording is never judged.',
    seen: ['mlflow/mlflow#25898', 'BerriAI/litellm#39536'],
  },
  applies: (input, binding) => messageOf(input, binding.with.pointer) !== null,
  *judge(input, binding) {
    const message = messageOf(input, binding.with.pointer) ?? '';
    const at = bodyPlace(binding.with.pointer ?? USUAL);
    if (message.trim() === '') {
      yield { code: 'message-empty', args: { message }, at };
    } else if (/^[[{]\s*['"]/u.test(message.trim())) {
      yield { code: 'message-object', args: { message }, at, level: 'note' };
    }
  },
});

function messageOf({ answer }: CheckInput, pointer = USUAL): string | null {
  return asString(valueAt(errorBody(answer) ?? null, pointer));
}

/** The JSON body of an answer with an error status; undefined if there is none. */
export function errorBody(answer: Answer): Json | undefined {
  return answer.status >= 400 && answer.body.ok ? answer.body.value : undefined;
}
