import { asString } from '../../wire/narrow.js';
import { streamPlace } from '../../wire/place.js';
import { member } from '../../wire/pointer.js';
import type { Check, View } from '../check.js';
import { isStream } from './stream-state.js';

/** So many deltas are no accident of batching; no engine makes them within a few milliseconds. */
const FEWEST_DELTAS = 32;
/** How long nothing came, in milliseconds: long enough for the answer to have been made meanwhile. */
const SHORTEST_WAIT = 1_000;
/** Milliseconds a delta: 0.05 would be 20,000 tokens a second, ten times what the fastest known engines make. */
const FASTEST_DELTA = 0.05;

/** A stream is delivered bit by bit, as it is made. */
export const incrementalDelivery: Check = {
  id: 'incremental-delivery',
  title: 'The stream is delivered as it is made',
  stage: 'framing',
  scope: 'answer',
  kinds: ['not-incremental'],
  silentAfter: ['http-message', 'content-coding', 'answer-form', 'stream-end'],
  explain: {
    what: 'The chunks of a stream arrive one after another while the answer is made. It is told only where many deltas came in one burst after a long silence: faster than any engine makes tokens, so that they must have been held back. A "should" at most.',
    causes:
      'A proxy that buffers responses (nginx proxy_buffering, compression middleware); a gateway that collects the answer and plays it back; an adapter over an API that does not stream.',
    falseAlarm:
      'An answer from a cache after a slow look-up; a network that stalled and then delivered everything at once. Times are those of this client: a busy machine reads late.',
    seen: ['Kong/kong#14425', 'router-for-me/CLIProxyAPI#460', 'dividor/evidencelab#476'],
  },
  applies: (view) =>
    isStream(view) && view.answer.exchange.timed && view.answer.exchange.raw && deltas(view).length >= FEWEST_DELTAS,
  *judge(view) {
    const times = deltas(view);
    const first = times[0] ?? 0;
    const span = (times.at(-1) ?? 0) - first;
    if (first < SHORTEST_WAIT || span > FASTEST_DELTA * times.length) return;
    yield {
      kind: 'not-incremental',
      at: streamPlace,
      expected: 'chunks that arrive as they are made',
      actual: `${times.length} deltas within ${span.toFixed(1)} ms, after ${Math.round(first)} ms without any`,
      level: 'should',
    };
  },
};

/** When each chunk that carries text arrived. */
function deltas({ answer }: View): readonly number[] {
  return answer.chunks.flatMap(({ value, event }) => {
    const text = asString(member(member(member(member(value, 'choices'), '0'), 'delta'), 'content'));
    return text && event.ms !== null ? [event.ms] : [];
  });
}
