import { isObject } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { chunkPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import type { MessageEvent } from '../../messages-reply.js';
import { eventsOf, isComplete, isMessageStream } from './stream.js';

/** A stream says why it ended. */
export const messageDelta = defineCheck({
  id: 'message-delta',
  title: 'message_delta gives the stop_reason',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['wrong-value'],
  consequenceOf: ['event-order'],
  explain: {
    what: 'In a complete stream the `stop_reason` of a `message_delta` is not null. A member that is missing is reported by `schema`.',
    causes: 'A gateway that copies the null of `message_start`; a backend that gives the reason in another event.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: [],
  },
  applies: (input) => isMessageStream(input) && isComplete(input) && changesOf(input).length > 0,
  *judge(input) {
    const changes = changesOf(input);
    const last = changes.at(-1);
    const isNull = ({ value }: MessageEvent): boolean => {
      const delta = value['delta'];
      return isObject(delta) && member(delta, 'stop_reason') === null;
    };
    if (last === undefined || !changes.every(isNull)) return;
    yield { code: 'stop-reason-null', args: {}, at: chunkPlace(last.chunk, '/delta/stop_reason') };
  },
});

function changesOf(input: CheckInput): readonly MessageEvent[] {
  return eventsOf(input).filter(({ type }) => type === 'message_delta');
}
