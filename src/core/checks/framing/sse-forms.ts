import type { Mismatch } from '../../dialect/messages.js';
import { streamPlace } from '../../wire/place.js';
import { quote } from '../../wire/quote.js';
import { gluedObjects } from '../../wire/event-data.js';
import { defineCheck } from '../../dialect/check.js';
import { isStream } from './stream-state.js';

/** Lines that another check reports: data without its `data:`, and an `error:` field. */
const REPORTED_ELSEWHERE = /^\s*[[{"\]}]|^error\s*:/;

/** Legal forms that the documents do not show. Always a note. */
export const sseForms = defineCheck({
  id: 'sse-forms',
  title: 'The stream has the documented form',
  stage: 'framing',
  scope: 'answer',
  kinds: ['unusual-form'],
  explain: {
    what: 'The documented stream consists of lines "data: …", each followed by a blank line. Comments, CRLF, no space after the colon, data on several lines, `event: message` without data, a byte order mark, `id:` and `retry:` fields and unknown fields are legal. They are notes, because clients that search for "data: " themselves fail on them.',
    causes: 'Keep-alives of a proxy; frameworks that end lines with CRLF or number their events; hand-written framing.',
    falseAlarm: 'Never fails a run: these forms are legal.',
    seen: [
      'tashfeenahmed/freellmapi#1087',
      'davidmigloz/langchain_dart#778',
      'CopilotC-Nvim/CopilotChat.nvim#944',
      'diegosouzapw/OmniRoute#7031',
      'theopenco/llmgateway#2334',
      'oobabooga/textgen#5678',
      'SamSaffron/term-llm#454',
      'agentic-os-org/ANOLISA#2209',
      'earendil-works/pi#8430',
    ],
  },
  applies: (input) => isStream(input) && input.answer.exchange.raw,
  *judge({ answer: { forms, events } }): Iterable<Mismatch> {
    const glued = events.filter(({ data }) => gluedObjects(data) !== null).length;
    const foreign = forms.foreignFields.filter((line) => !REPORTED_ELSEWHERE.test(line));
    const met = [
      [forms.bom, 'a byte order mark (BOM) at the start'],
      [forms.crlf, 'a line end of CR or CRLF'],
      [forms.comments, 'a comment line (keep-alive)'],
      [forms.noSpace, 'data: with no space after the colon'],
      [forms.multiLine - glued, 'an event of several data: lines'],
      [events.filter(({ name, data }) => name === 'message' && data === null).length, 'event: message without data'],
      [forms.idFields, 'an id: field'],
      [forms.retryFields, 'a retry: field'],
      [foreign.length, `a field unknown to SSE, ${quote(foreign[0], 60)}`],
    ] as const;
    const seen = met.filter(([count]) => count > 0);
    if (seen.length === 0) return;
    yield { code: 'unusual-lines', args: { forms: seen }, at: streamPlace, level: 'note' };
  },
});
