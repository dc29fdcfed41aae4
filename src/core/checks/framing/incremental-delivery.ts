import { defineCheck } from '../../dialect/check.js';
import { canShowBurst, confirmed, findBurst } from './stream-timing.js';

/** A stream is delivered chunk by chunk, as it is generated. */
export const incrementalDelivery = defineCheck({
  id: 'incremental-delivery',
  title: 'The stream is delivered incrementally',
  stage: 'framing',
  scope: 'answer',
  kinds: ['not-incremental'],
  consequenceOf: ['stream-end', 'sse-framing'],
  explain: {
    what: 'The chunks of a stream arrive one after another while the answer is generated. A divergence is reported only if many pieces of text arrive in one burst after a long wait, faster than any engine generates tokens, so that they must have been buffered. Delays of this process are subtracted, streams that pause together do not count, and the request is sent again: unless both responses arrive in a burst it is a note, else at most a `should`. A stream that the client closed early is not judged.',
    causes:
      'A proxy that buffers responses (nginx proxy_buffering, compression middleware); a gateway that collects the answer and replays it; an adapter for an API that does not stream.',
    falseAlarm:
      'An answer may come from a cache after a slow lookup, or a network may stall twice and then deliver everything at once.',
    seen: ['Kong/kong#14425', 'router-for-me/CLIProxyAPI#460', 'dividor/evidencelab#476'],
  },
  applies: canShowBurst,
  *judge(input) {
    const mismatch = confirmed(findBurst, input);
    if (mismatch !== null) yield mismatch;
  },
});
