import type { Json } from '../model/json.js';
import { count as countOf, escapeUnseen, quote } from '../wire/quote.js';
import { message } from './message.js';

const BLANK_LINE = 'a blank line after each event';
const JSON_DATA = 'JSON or the terminator in each event';
const WHOLE_STREAM = 'a stream that is complete and ends';

/** Words of the checks on an event stream: framing, terminator, end, errors inside it. */
export const framingMessages = {
  'not-incremental': message<{ characters: number; pieces: number; span: number; silence: number }>({
    kind: 'not-incremental',
    title: 'The stream arrived in one burst',
    expected: 'chunks that arrive as they are generated',
    actual: ({ characters, pieces, span, silence }) =>
      `${countOf(characters, 'character')} in ${countOf(pieces, 'piece')} within ${span.toFixed(1)} ms, after ${Math.round(silence)} ms without data`,
  }),
  'data-not-json': message<{ event: number; data: string }>({
    kind: 'malformed-json',
    title: 'The data of an event is not JSON',
    expected: JSON_DATA,
    actual: ({ event, data }) => `${quote(data.slice(0, 400))} in event ${event}`,
  }),
  'data-empty': message<{ event: number }>({
    kind: 'unusual-form',
    title: 'An event has empty data',
    expected: JSON_DATA,
    actual: ({ event }) => `empty data in event ${event}`,
  }),
  'unusual-lines': message<{ forms: readonly (readonly [count: number, form: string])[] }>({
    kind: 'unusual-form',
    title: ({ forms }) => `The stream has unusual lines: ${forms.map(([, form]) => form).join('; ')}`,
    expected: 'lines "data: …", each followed by a blank line',
    actual: ({ forms }) => forms.map(([count, form]) => `${form} (${count})`).join('; '),
  }),
  'data-lines-joined': message<{ lines: number; event: number }>({
    kind: 'sse-framing',
    title: 'Several documents are in one event',
    expected: BLANK_LINE,
    actual: ({ lines, event }) => `${lines} data lines in event ${event}`,
  }),
  'line-not-field': message<{ line: string }>({
    kind: 'sse-framing',
    title: 'A line of the stream has no "data:"',
    expected: BLANK_LINE,
    actual: ({ line }) => `a line that is not a field: ${quote(line, 80)}`,
  }),
  'last-event-open': message<{ data: string }>({
    kind: 'sse-framing',
    title: 'No blank line follows the last event',
    expected: BLANK_LINE,
    actual: ({ data }) => `no blank line after the last event, ${quote(data, 60)}`,
  }),
  'terminator-missing': message<{ terminator: string; events: number }>({
    kind: 'missing-terminator',
    title: ({ terminator }) => `The stream has no data: ${show(terminator)}`,
    expected: ({ terminator }) => `data: ${show(terminator)} once, last`,
    actual: ({ terminator, events }) => `${countOf(events, 'event')} without ${show(terminator)}`,
  }),
  'terminator-repeated': message<{ terminator: string; count: number }>({
    kind: 'repeated',
    title: ({ terminator, count }) => `The stream has data: ${show(terminator)} ${count} times`,
    expected: ({ terminator }) => `data: ${show(terminator)} once, last`,
    actual: ({ terminator, count }) => `data: ${show(terminator)} ${count} times`,
  }),
  'after-terminator': message<{ terminator: string; data: string }>({
    kind: 'chunk-order',
    title: ({ terminator }) => `The stream continues after data: ${show(terminator)}`,
    expected: ({ terminator }) => `data: ${show(terminator)} once, last`,
    actual: ({ terminator, data }) => `${quote(data.slice(0, 200), 80)} after data: ${show(terminator)}`,
  }),
  'stream-not-utf8': message<{ byte: number; offset: number }>({
    kind: 'malformed-utf8',
    title: 'The stream is not UTF-8',
    expected: 'UTF-8',
    actual: ({ byte, offset }) => `byte 0x${byte.toString(16).padStart(2, '0')} at offset ${offset}`,
  }),
  'left-open': message<{ ms: number | null; events: number }>({
    kind: 'stalled',
    title: 'The connection stays open after the end of the stream',
    expected: WHOLE_STREAM,
    actual: ({ ms, events }) => `left open${waited(ms)} after the last of ${countOf(events, 'event')}`,
  }),
  'stream-stalled': message<{ ms: number | null; events: number }>({
    kind: 'stalled',
    title: 'The stream stalls before it is complete',
    expected: WHOLE_STREAM,
    actual: ({ ms, events }) => `no data${waited(ms)} after ${countOf(events, 'event')}, the answer not finished`,
  }),
  'stream-cut': message<{
    events: number;
    reached: 'terminator' | 'finish' | 'neither';
    end: string;
    code: string | null;
    finish: string;
  }>({
    kind: 'truncated',
    title: ({ end }) => `The connection was ${end} before the stream ended`,
    expected: 'a complete stream',
    actual: ({ events, reached, end, code, finish }) =>
      `the end after ${countOf(events, 'event')}, ${REACHED[reached](finish)}, when the connection was ${end}${code === null ? '' : ` (${escapeUnseen(code)})`}`,
  }),
  'last-event-cut': message<{ events: number }>({
    kind: 'truncated',
    title: 'The last event of the stream is incomplete',
    expected: 'a complete stream',
    actual: ({ events }) => `an incomplete event, the last of ${events}`,
  }),
  'stream-without-chunks': message<{ events: number; finish: string }>({
    kind: 'truncated',
    title: 'The stream has no chunks',
    expected: 'a complete stream',
    actual: ({ events }) => `no chunk in ${countOf(events, 'event')}`,
  }),
  'stream-without-finish': message<{ events: number; finish: string }>({
    kind: 'truncated',
    title: ({ finish }) => `The stream ends without a ${finish}`,
    expected: 'a complete stream',
    actual: ({ events, finish }) => `${countOf(events, 'event')} without a ${finish}`,
  }),
  'error-in-stream': message<{ error: Json }>({
    kind: 'error-in-stream',
    title: 'The stream contains an error',
    expected: 'an answer, or an error status instead of the stream',
    actual: ({ error }) => quote(error),
  }),
};

const REACHED = {
  terminator: () => 'with the terminator',
  finish: (finish: string) => `after the ${finish} but without the terminator`,
  neither: (finish: string) => `without a ${finish}`,
} as const;

function show(terminator: string): string {
  return escapeUnseen(terminator.slice(0, 40));
}

function waited(ms: number | null): string {
  return ms === null ? '' : ` for ${Math.round(ms)} ms`;
}
