import type { Mismatch } from '../../dialect/messages.js';
import { streamPlace } from '../../wire/place.js';
import { gluedObjects } from '../../wire/event-data.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { brokenTail, isStream, terminatorOf } from './stream-state.js';

/** A line that begins like JSON or is the terminator: data that lacks its `data:`. */
const BARE_DATA = /^\s*[[{"\]}]/;

/** Events are framed as defined in WHATWG HTML §9.2: fields on lines, a blank line after each event. */
export const sseFraming = defineCheck({
  id: 'sse-framing',
  title: 'A blank line ends every event',
  stage: 'framing',
  scope: 'answer',
  kinds: ['sse-framing'],
  explain: {
    what: 'Every event of the stream is a group of field lines that ends with a blank line. A parser joins events that a single line break separates, and drops data on a line without "data:" and a last event without a blank line.',
    causes:
      'A server or proxy that writes one line break after each event; lines that were split and joined on the way; a last write without its blank line; line breaks in the JSON that were not escaped.',
    falseAlarm:
      'Several JSON documents on the lines of one event are legal SSE, although no documented API uses them. A recorder that trims the end of a body makes the last event look unterminated.',
    seen: ['rexxars/eventsource-parser#31'],
  },
  applies: (input) => isStream(input) && input.answer.exchange.raw,
  *judge(input): Iterable<Mismatch> {
    const { answer } = input;
    const glued = answer.events.filter(({ data }) => gluedObjects(data) !== null);
    const first = glued[0];
    if (first) {
      const lines = first.data?.split('\n').length ?? 0;
      yield { code: 'data-lines-joined', args: { lines, event: first.n }, at: streamPlace, occurrences: glued.length };
    }
    const bare = answer.forms.foreignFields.filter((line) => BARE_DATA.test(line));
    if (bare[0] !== undefined) {
      yield { code: 'line-not-field', args: { line: bare[0] }, at: streamPlace, occurrences: bare.length };
    }
    const tail = answer.events.at(-1);
    if (tail && !tail.terminated && answer.exchange.end === 'complete' && !isCut(input)) {
      yield { code: 'last-event-open', args: { data: tail.data ?? '' }, at: streamPlace };
    }
  },
});

/** A last event that breaks off in its middle is a truncated stream, which another check reports. */
function isCut(input: CheckInput): boolean {
  return brokenTail(input.answer, terminatorOf(input)) !== null;
}
