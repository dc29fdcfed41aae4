import type { Mismatch } from '../../../messages.js';
import { chunkPlace, streamPlace } from '../../../../wire/place.js';
import { type CheckInput, defineCheck } from '../../../check.js';
import { eventsOf, isComplete, isMessageStream } from './stream.js';

/** The events of a stream come in the documented order. */
export const eventOrder = defineCheck({
  id: 'event-order',
  title: 'Events come in the documented order',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['chunk-order', 'repeated', 'missing-field'],
  consequenceOf: ['sse-terminator', 'stream-end'],
  explain: {
    what: 'A stream begins with one `message_start`; content blocks follow, then `message_delta`, then `message_stop`. Pings may be anywhere. What follows `message_stop` is reported by `sse-terminator`.',
    causes: 'A translator that sends its last events in the order of another API, or leaves one out.',
    falseAlarm: 'None known: the documents leave no other form.',
    seen: [],
  },
  applies: isMessageStream,
  *judge(input) {
    const [first] = orderMismatches(input);
    if (first !== undefined) yield first;
  },
});

/** A stream in disorder is one cause: the first mismatch is reported. */
function* orderMismatches(input: CheckInput): Generator<Mismatch> {
  let started = false;
  let changed = false;
  const early = eventsOf(input);
  for (const { type, chunk } of early) {
    const at = chunkPlace(chunk, '/type');
    if (type === null || type === 'error') continue;
    if (type === 'message_start') {
      if (started) yield { code: 'start-repeated', args: {}, at };
      started = true;
      continue;
    }
    if (!started) yield { code: 'event-before-start', args: { type }, at };
    started = true;
    if (type === 'message_delta') changed = true;
    else if (type.startsWith('content_block_') && changed) yield { code: 'block-after-delta', args: { type }, at };
  }
  if (isComplete(input) && !changed) yield { code: 'message-delta-missing', args: {}, at: streamPlace };
}
