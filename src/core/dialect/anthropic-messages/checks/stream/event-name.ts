import { chunkPlace } from '../../../../wire/place.js';
import { asString } from '../../../../wire/json.js';
import { member } from '../../../../wire/pointer.js';
import { defineCheck } from '../../../check.js';
import { EVENT_TYPES } from '../../messages-reply.js';
import { isMessageStream } from './stream.js';

/** The name of an event is its type. */
export const eventName = defineCheck({
  id: 'event-name',
  title: 'The name of an event is the type in its data',
  stage: 'sequence',
  scope: 'answer',
  kinds: ['sse-framing', 'inconsistent'],
  explain: {
    what: 'Every event has a name (`event: message_stop`), which equals the `type` in its data. Clients that listen for named events miss all others. Events of undocumented types are not judged.',
    causes:
      'A gateway that writes only `data:` lines, as chat completions do; a framework whose default event name is `message`.',
    falseAlarm: 'A recorder may drop the names of events.',
    seen: ['anthropics/anthropic-sdk-typescript#711'],
  },
  applies: isMessageStream,
  *judge({ reply }) {
    const wrong = reply.parts.flatMap(({ n, event, value }) => {
      const type = asString(member(value, 'type'));
      const isWrong = type !== null && EVENT_TYPES.includes(type) && event.name !== type;
      return isWrong ? [{ n, type, name: event.name }] : [];
    });
    const [first] = wrong;
    if (first === undefined) return;
    const { n, type, name } = first;
    const found = { at: chunkPlace(n, '/type'), occurrences: wrong.length };
    if (name === null) yield { code: 'event-unnamed', args: { type }, ...found };
    else yield { code: 'event-name-differs', args: { type, name }, ...found };
  },
});
