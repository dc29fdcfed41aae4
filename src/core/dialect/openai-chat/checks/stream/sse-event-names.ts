import { parseJson } from '../../../../wire/json.js';
import { streamPlace } from '../../../../wire/place.js';
import { isForeign } from '../../read-chunks.js';
import { isTerminatorLike } from '../../../../wire/event-data.js';
import type { SseEvent } from '../../../../model/response.js';
import { defineCheck } from '../../../check.js';
import { isStream, terminatorOf } from '../../../../checks/framing/stream-state.js';
import type { Mismatch } from '../../../messages.js';

/** Events have no names. */
export const sseEventNames = defineCheck({
  id: 'sse-event-names',
  title: 'Events have no names',
  stage: 'framing',
  scope: 'answer',
  kinds: ['sse-framing', 'unusual-form'],
  explain: {
    what: 'The documented stream has only data, no "event:" lines. A named event that is not a chunk breaks clients that read the data of every event as a chunk. A chunk with a name, or a name without data, is a note.',
    causes: 'Progress or tool messages of an agent, or the events of another API, mixed into the stream of chunks.',
    falseAlarm: 'If the documents describe the named events, the spec should not use this check.',
    seen: ['anomalyco/opencode#38106'],
  },
  applies: (input) => isStream(input) && input.answer.events.length > 0,
  *judge(input): Iterable<Mismatch> {
    const named = input.answer.events.filter(({ name }) => name !== null && name !== 'message' && name !== 'error');
    const foreign = named.filter((event) => isNoChunk(event, terminatorOf(input).name));
    if (foreign[0]) {
      yield { code: 'event-named', args: { name: foreign[0].name }, at: streamPlace, occurrences: foreign.length };
    }
    const harmless = named.filter((event) => !foreign.includes(event));
    if (harmless[0]) {
      const args = { name: harmless[0].name };
      yield { code: 'chunk-named', args, at: streamPlace, occurrences: harmless.length, level: 'note' };
    }
  },
});

function isNoChunk(event: SseEvent, terminator: string): boolean {
  const data = event.data?.trim() ?? '';
  if (data === '' || data === terminator || isTerminatorLike(data)) return false;
  const parsed = parseJson(data);
  return isForeign(event, parsed.ok ? parsed.value : undefined);
}
