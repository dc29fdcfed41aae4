import { asArray } from '../../../../wire/json.js';
import { placeOf } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { answered } from '../../../../checks/answered.js';
import { chatReply, type Document } from '../../chat-reply.js';

/** 2001-09-09: no answer is older. */
const EARLIEST = 1_000_000_000;
/** Seconds of the year 5138: what lies beyond counts in a smaller unit. */
const LATEST = 100_000_000_000;
const YEAR = 31_557_600;

/** `created` is in seconds. */
export const createdSeconds = defineCheck({
  id: 'created-seconds',
  title: 'created is a Unix time in seconds',
  stage: 'meaning',
  scope: 'answer',
  kinds: ['wrong-value'],
  explain: {
    what: '`created` is a Unix time in seconds, not in milliseconds and not a placeholder such as 0. A time that is years from the request is a note: clocks differ, and recorded answers keep their time.',
    causes: 'A server that writes `Date.now()`; a stub that fills in 0.',
    falseAlarm: 'A recorded answer of a mock may be old, but not older than 2001.',
    seen: ['EricLBuehler/mistral.rs#1539', 'spring-projects/spring-ai#465'],
  },
  applies: (view) => answered(view) && chatReply(view).documents.some((body) => createdOf(body) !== null),
  *judge(view) {
    const requestedAt = Date.parse(view.answer.exchange.startedAt) / 1000;
    for (const body of chatReply(view).documents) {
      const { chunk } = body;
      const value = createdOf(body);
      if (value === null) continue;
      if (value >= EARLIEST && value < LATEST) {
        const years = yearsOff(requestedAt, value);
        if (years === null) continue;
        yield {
          code: 'created-far',
          args: { created: value, years },
          at: placeOf(chunk, '/created'),
          level: 'note',
        };
        continue;
      }
      yield {
        code: 'created-unit',
        args: { created: value, isLarge: value >= LATEST },
        at: placeOf(chunk, '/created'),
      };
    }
  },
});

/** How many years lie between the request and `created`, where they are too many for a clock; else null. */
function yearsOff(requestedAt: number, created: number): number | null {
  const years = Math.floor(Math.abs(created - requestedAt) / YEAR);
  return Number.isFinite(requestedAt) && years >= 2 ? years : null;
}

/** `created` where it is a number, and not that of a chunk without choices; else null. */
function createdOf({ value }: Document): number | null {
  const created = member(value, 'created');
  return typeof created === 'number' && asArray(member(value, 'choices')).length > 0 ? created : null;
}
