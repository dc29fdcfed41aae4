import type { SseEvent } from '../../model/response.js';
import type { Mismatch } from '../../dialect/messages.js';
import { streamPlace } from '../../wire/place.js';
import { parseJson } from '../../wire/json.js';
import type { Dialect } from '../../dialect/dialect.js';
import { dialectOf } from '../../dialect/index.js';
import { gluedObjects, isTerminatorLike } from '../../wire/event-data.js';
import { defineCheck } from '../../dialect/check.js';
import { isStream, terminatorOf } from './stream-state.js';

/** The data of every event is JSON, or the terminator. */
export const sseDataJson = defineCheck({
  id: 'sse-data-json',
  title: 'The data of every event is JSON or the terminator',
  stage: 'framing',
  scope: 'answer',
  kinds: ['malformed-json', 'unusual-form'],
  consequenceOf: ['sse-framing', 'sse-utf8'],
  explain: {
    what: 'The text after "data:" is one JSON document, or the terminator. Clients pass it to a JSON parser and fail on anything else. An event with empty data is legal and a note.',
    causes:
      'Comments of the upstream (keep-alives, "PROCESSING") that a gateway sends as data; objects printed in the notation of another language; log lines or error texts in the stream.',
    falseAlarm: 'The documents may define other data; then the claim is wrong.',
    seen: ['mnfst/llm-gateway#2053', 'theopenco/llmgateway#2334'],
  },
  applies: (input) => isStream(input) && input.answer.events.some(({ data }) => data !== null),
  *judge(input): Iterable<Mismatch> {
    const terminator = terminatorOf(input).name;
    const dialect = dialectOf(input.spec);
    // What became a chunk has been parsed.
    const parsed = new Set(input.reply.chunks.map(({ event }) => event));
    const wrong = input.answer.events.filter((event) => !parsed.has(event) && isWrong(event, terminator, dialect));
    if (wrong[0]) {
      const args = { event: wrong[0].n, data: wrong[0].data ?? '' };
      yield { code: 'data-not-json', args, at: streamPlace, occurrences: wrong.length };
    }
    const empty = input.answer.events.filter(({ data, terminated }) => terminated && data?.trim() === '');
    if (empty[0]) {
      const args = { event: empty[0].n };
      yield { code: 'data-empty', args, at: streamPlace, occurrences: empty.length, level: 'note' };
    }
  },
});

function isWrong(event: SseEvent, terminator: string, dialect: Dialect): boolean {
  const data = event.data?.trim() ?? '';
  if (!event.terminated || data === '' || data === terminator || isTerminatorLike(data)) return false;
  if (event.name === 'error' || dialect.stream.schemaOf(event) === null) return false;
  // `trim` removes a byte order mark, which no JSON parser accepts.
  return !parseJson(event.data ?? '').ok && gluedObjects(event.data) === null;
}
