import { asString } from '../../wire/narrow.js';
import { bodyPlace } from '../../wire/place.js';
import { valueAt } from '../../wire/pointer.js';
import { quote } from '../../wire/quote.js';
import { type CheckInput, defineCheck } from '../check.js';
import type { Binding } from '../check.js';
import { errorBody } from './error-body.js';

/** An error says in its message what went wrong. Its wording is nobody's business. */
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
    what: 'The message of an error (`/error/message` unless the claim says otherwise) is not blank. A message that is itself a serialised object is a note.',
    causes:
      'A converter that knows only one shape of error and drops the text of all others; an exception whose text is the dump of another.',
    falseAlarm: 'None known: its wording is never judged, only whether it says anything.',
    seen: ['mlflow/mlflow#25898', 'BerriAI/litellm#39536'],
  },
  applies: (view, binding) => messageOf(view, binding) !== null,
  *judge(view, binding) {
    const message = messageOf(view, binding) ?? '';
    const at = bodyPlace(pointerOf(binding));
    if (message.trim() === '') {
      yield { kind: 'wrong-value', at, expected: 'a message that says what went wrong', actual: quote(message) };
    } else if (/^[[{]\s*['"]/u.test(message.trim())) {
      yield {
        kind: 'unusual-form',
        at,
        expected: 'a message in words',
        actual: `a serialised object, ${quote(message)}`,
        level: 'note',
      };
    }
  },
});

function messageOf({ answer }: CheckInput, binding: Binding): string | null {
  return asString(valueAt(errorBody(answer) ?? null, pointerOf(binding)));
}

function pointerOf({ with: given }: Binding): string {
  return asString(given['pointer']) ?? '/error/message';
}
