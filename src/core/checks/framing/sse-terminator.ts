import type { Mismatch } from '../../dialect/messages.js';
import { streamPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';
import { brokenTail, hasFinish, hasTerminator, isStream, terminatorOf, terminators } from './stream-state.js';

/** The terminator is sent once, as the last event. */
export const sseTerminator = defineCheck({
  id: 'sse-terminator',
  title: 'The terminator is sent once, last',
  stage: 'framing',
  scope: 'answer',
  kinds: ['missing-terminator', 'repeated', 'chunk-order'],
  params: { type: 'object', properties: { data: { type: 'string' } }, additionalProperties: false },
  explain: {
    what: 'The documented terminator ends the stream: it is sent exactly once and nothing follows it. A stream that is cut before its terminator is reported as truncated instead. After an error no terminator is required.',
    causes:
      'A gateway that ends its stream when the upstream closes, without the terminator; one that adds its own terminator to that of the upstream; text flushed after the end.',
    falseAlarm: 'A recorder may drop events that are not JSON.',
    seen: [
      'xtekky/gpt4free#1845',
      'lidge-jun/opencodex#1170',
      'Th0rgal/sandboxed.sh#389',
      'openclaw/openclaw#115652',
      'diegosouzapw/OmniRoute#6777',
    ],
  },
  applies: (input, binding) => {
    if (!isStream(input)) return false;
    const { answer } = input;
    const terminator = terminatorOf(input, binding.with.data);
    // A missing terminator is certain only if the stream ended after a finished answer.
    const ended = answer.exchange.end === 'complete' && answer.reply.error === null && hasFinish(answer);
    return hasTerminator(answer, terminator) || (ended && brokenTail(answer, terminator) === null);
  },
  *judge(input, binding): Iterable<Mismatch> {
    const { answer } = input;
    const terminator = terminatorOf(input, binding.with.data);
    if (!hasTerminator(answer, terminator)) {
      yield {
        code: 'terminator-missing',
        args: { terminator: terminator.name, events: answer.events.length },
        at: streamPlace,
      };
      return;
    }
    const found = terminators(answer, terminator);
    const first = found[0];
    if (!first) return;
    if (found.length > 1) {
      const args = { terminator: terminator.name, count: found.length };
      yield { code: 'terminator-repeated', args, at: streamPlace, occurrences: found.length - 1 };
    }
    const late = answer.events.filter((event) => event.n > first.n && event.data?.trim() && !found.includes(event));
    if (late[0]) {
      const args = { terminator: terminator.name, data: late[0].data ?? '' };
      yield { code: 'after-terminator', args, at: streamPlace, occurrences: late.length };
    }
  },
});
