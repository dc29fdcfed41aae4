import type { Mismatch } from '../../../messages.js';
import { chunkPlace } from '../../../../wire/place.js';
import { defineCheck } from '../../../check.js';
import type { MessageEvent } from '../../messages-reply.js';
import { eventsOf, isMessageStream } from './stream.js';

/** Each block is opened, filled and closed, one after the other. */
export const blockLifecycle = defineCheck({
  id: 'block-lifecycle',
  title: 'Each content block is opened once and closed once',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['chunk-order', 'repeated'],
  consequenceOf: ['event-order', 'sse-terminator', 'stream-end'],
  // An event without an index belongs to no block.
  explainedBy: ['block-not-opened', 'block-left-open', 'delta-after-stop'].map((explains) => ({
    check: 'schema',
    pointer: '/index',
    explains,
  })),
  explain: {
    what: 'A content block is opened by `content_block_start`, gets its deltas, and is closed by one `content_block_stop` before the next block or `message_delta`. No delta comes before or after that. Each kind of mismatch is reported once.',
    causes:
      'A translator from chat completions, which have no blocks: it forgets to open the first one, to close the last one, or to end one call before the next.',
    falseAlarm: 'None known: the documents know one open block at a time.',
    seen: ['BerriAI/litellm#39748'],
  },
  applies: isMessageStream,
  *judge(input) {
    const found = new Map<string, { readonly mismatch: Mismatch; times: number }>();
    for (const mismatch of lifecycle(eventsOf(input))) {
      const known = found.get(mismatch.code);
      if (known === undefined) found.set(mismatch.code, { mismatch, times: 1 });
      else known.times += 1;
    }
    for (const { mismatch, times } of found.values()) yield { ...mismatch, occurrences: times };
  },
});

function* lifecycle(events: readonly MessageEvent[]): Generator<Mismatch> {
  let open: MessageEvent | null = null;
  const closed = new Set<number | null>();
  const unopened = new Set<number | null>();
  for (const event of events) {
    const { type, chunk } = event;
    // The schema reports an index that is missing; the event is taken for one of the open block.
    const index = event.index ?? open?.index ?? null;
    const isOpen = open !== null && index === open.index;
    if (type === 'content_block_start') {
      if (open !== null) {
        yield leftOpen(open, event);
        unopened.add(open.index);
      }
      open = event;
      closed.delete(index);
    } else if (type === 'content_block_delta' && !isOpen) {
      if (closed.has(index)) yield { code: 'delta-after-stop', args: { index }, at: chunkPlace(chunk, '/index') };
      else if (!unopened.has(index))
        yield { code: 'block-not-opened', args: { index }, at: chunkPlace(chunk, '/index') };
      if (!closed.has(index)) unopened.add(index);
    } else if (type === 'content_block_stop') {
      if (isOpen) open = null;
      else if (closed.has(index))
        yield { code: 'block-closed-twice', args: { index }, at: chunkPlace(chunk, '/index') };
      else if (!unopened.has(index))
        yield { code: 'block-not-opened', args: { index }, at: chunkPlace(chunk, '/index') };
      closed.add(index);
    } else if ((type === 'message_delta' || type === 'message_stop') && open !== null) {
      yield leftOpen(open, event);
      open = null;
    }
  }
}

function leftOpen(open: MessageEvent, { type, chunk }: MessageEvent): Mismatch {
  const args = { index: open.index, next: type ?? 'an event' };
  return { code: 'block-left-open', args, at: chunkPlace(chunk, '/type') };
}
