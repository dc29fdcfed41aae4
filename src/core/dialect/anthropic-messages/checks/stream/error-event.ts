import type { Json } from '../../../../model/json.js';
import { asString } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { streamPlace } from '../../../../wire/place.js';
import { isStream } from '../../../../checks/framing/stream-state.js';
import { defineCheck } from '../../../check.js';

/** An error inside a stream has the documented form. */
export const errorEvent = defineCheck({
  id: 'error-event',
  title: 'An error in a stream is an event of the type error',
  stage: 'framing',
  scope: 'answer',
  kinds: ['wrong-form'],
  fatal: ['sequence'],
  consequences: ['acceptance'],
  explain: {
    what: 'An error that comes after the response began is an event named `error`, whose data has the type `error` and an error object with a type and a message. That the request failed is reported by `acceptance`.',
    causes: 'A gateway that passes the error of its upstream on as it is.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: ['anthropics/anthropic-sdk-typescript#711'],
  },
  applies: (input) => isStream(input) && input.answer.events.length > 0,
  *judge({ reply: { error, chunks } }) {
    if (error === null) return;
    const { value, place } = error;
    const name = place.part === 'chunk' ? (chunks[place.chunk]?.event.name ?? null) : 'error';
    const why = name === 'error' ? whyMisshapen(value) : 'is not an event named error';
    if (why !== null)
      yield { code: 'error-event-form', args: { value, why }, at: place.part === 'chunk' ? place : streamPlace };
  },
});

function whyMisshapen(value: Json): string | null {
  if (member(value, 'type') !== 'error') return 'does not have the type error';
  const error = member(value, 'error');
  if (asString(member(error, 'type')) === null) return 'has no error type';
  return asString(member(error, 'message')) === null ? 'has no message' : null;
}
