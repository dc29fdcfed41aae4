import { asArray } from '../../../../wire/json.js';
import { CLOCK_DRIFT } from '../../../../model/tolerances.js';
import type { Place } from '../../../../model/divergence.js';
import { bodyPlace, placeOf } from '../../../../wire/place.js';
import { member } from '../../../../wire/pointer.js';
import type { Answer } from '../../../answer.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import type { Mismatch } from '../../../messages.js';
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
  params: { type: 'object', properties: { of: { enum: ['models'] } }, additionalProperties: false },
  explain: {
    what: '`created` is a Unix time in seconds, not in milliseconds and not a placeholder such as 0. A time that is years from the request is a note: clocks differ, and recorded answers keep their time. A time that is later than the `Date` header of the same response, by more than 15 minutes, is a `should`, in captures a note: the completion was created before it was sent. With `of: models` the check judges the models of the list, which may be years old; a placeholder there is a note.',
    causes: 'A server that writes `Date.now()`, or local time as if it were UTC; a stub that fills in 0.',
    falseAlarm: 'A recorded answer of a mock may be old, but not older than 2001.',
    seen: ['EricLBuehler/mistral.rs#1539', 'spring-projects/spring-ai#465'],
  },
  applies: (input, { with: given }) =>
    given.of === 'models'
      ? modelTimes(input).length > 0
      : answered(input) && chatReply(input).documents.some((body) => createdOf(body) !== null),
  *judge(input, { with: given }) {
    if (given.of === 'models') {
      yield* judgeModels(modelTimes(input));
      return;
    }
    const requestedAt = Date.parse(input.answer.exchange.startedAt) / 1000;
    const sentAt = sentAtLatest(input.answer);
    for (const body of chatReply(input).documents) {
      const { chunk } = body;
      const value = createdOf(body);
      if (value === null) continue;
      if (value >= EARLIEST && value < LATEST) {
        const ahead = secondsAhead(sentAt, value);
        if (ahead !== null) {
          yield {
            code: 'created-later',
            args: { created: value, ahead },
            at: placeOf(chunk, '/created'),
            // Recorders change headers.
            level: input.case.origin === 'captured' ? 'note' : 'should',
          };
          continue;
        }
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

interface ModelTime {
  readonly created: number;
  readonly at: Place;
}

/** `created` of each model in a list of models. */
function modelTimes({ case: testCase, answer: { operation, status, body } }: CheckInput): readonly ModelTime[] {
  if (operation !== 'models' || testCase.expects === 'refused' || status !== 200 || !body.ok) return [];
  return asArray(member(body.value, 'data')).flatMap((model, n) => {
    const created = member(model, 'created');
    return typeof created === 'number' ? [{ created, at: bodyPlace(`/data/${n}/created`) }] : [];
  });
}

/** Reports the first model whose time is wrong: one cause for the list. */
function* judgeModels(times: readonly ModelTime[]): Generator<Mismatch> {
  const large = times.filter(({ created }) => created >= LATEST);
  const small = times.filter(({ created }) => created < EARLIEST);
  const [first] = large.length > 0 ? large : small;
  if (first === undefined) return;
  yield {
    code: 'created-unit',
    args: { created: first.created, isLarge: large.length > 0 },
    at: first.at,
    occurrences: large.length > 0 ? large.length : small.length,
    // No document says when a model was made.
    level: large.length > 0 ? undefined : 'note',
  };
}

/** The Unix time of the end of the response, by its Date header: a stream may go on for minutes after that. NaN without one. */
function sentAtLatest(answer: Answer): number {
  const [date = ''] = answer.header('date');
  return Date.parse(date) / 1000 + answer.exchange.ms / 1000;
}

/** How many seconds `created` is later than the response, where they are too many for clocks; else null. */
function secondsAhead(sent: number, created: number): number | null {
  return sent > EARLIEST && created > sent + CLOCK_DRIFT ? Math.round(created - sent) : null;
}

/** How many years lie between the request and `created`, where they are too many for a clock; else null. */
function yearsOff(requestedAt: number, created: number): number | null {
  const years = Math.floor(Math.abs(created - requestedAt) / YEAR);
  // 1970 represents a time that a recording does not contain.
  return requestedAt > 0 && years >= 2 ? years : null;
}

/** `created` where it is a number, and not that of a chunk without choices; else null. */
function createdOf({ value }: Document): number | null {
  const created = member(value, 'created');
  return typeof created === 'number' && asArray(member(value, 'choices')).length > 0 ? created : null;
}
