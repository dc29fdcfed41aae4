import { reportedBy, faultsOf } from '../kit/fault.js';
import { event, eachFrame, insertFrames, onStream, textOf } from '../kit/frames.js';

const SHOWS = ['streaming/minimal'];
const PROGRESS = 'event: tool.progress\ndata: {"tool":"web_search","status":"running"}\n\n';

/** Events that are not chunks, and bytes that are not events. */
export const framing = faultsOf('sse', [
  {
    id: 'sse-single-newline-between-events',
    seen: ['rexxars/eventsource-parser#31'],
    title: 'Events are not separated by a blank line.',
    expect: reportedBy('sse-framing', 'stream'),
    shownBy: ['streaming/tool-call'],
    hooks: eachFrame((frame) => (frame.includes('tool_calls') ? frame.replace(/\n\n$/u, '\n') : frame)),
  },
  {
    id: 'groq-event-error-frame',
    seen: ['sashabaranov/go-openai#1057'],
    title: 'A failure is sent as an event named error inside a stream with status 200.',
    expect: reportedBy('stream-error', 'chunk'),
    shownBy: SHOWS,
    hooks: {
      frames: (frames) => [
        ...frames.slice(0, 2),
        `event: error\n${event({ error: { message: 'failed to call a function', type: 'invalid_request_error', param: null, code: null } })}`,
      ],
    },
  },
  {
    id: 'hermes-custom-event-frames',
    seen: ['anomalyco/opencode#38106', 'janhq/jan#8280'],
    title: 'Undocumented named events are sent between the chunks.',
    expect: reportedBy('sse-event-names', 'stream'),
    shownBy: SHOWS,
    hooks: insertFrames(1, PROGRESS),
  },
  {
    id: 'b-hermes-named-progress-events',
    seen: ['anomalyco/opencode#38106'],
    title: 'Tool progress is sent as named events between the chunks.',
    expect: reportedBy('sse-event-names', 'stream'),
    shownBy: SHOWS,
    hooks: insertFrames(2, PROGRESS, PROGRESS),
  },
  {
    id: 'b-manifest-comment-rewrapped-as-data',
    seen: ['mnfst/llm-gateway#2053'],
    title: 'A comment of the upstream is forwarded as data.',
    expect: reportedBy('sse-data-json', 'stream'),
    shownBy: SHOWS,
    hooks: insertFrames(0, 'data: : PROCESSING\n\n'),
  },
  {
    id: 'stream-in-latin-1',
    seen: [],
    title: 'The stream is not UTF-8.',
    expect: reportedBy('sse-utf8', 'stream'),
    shownBy: ['streaming/non-ascii'],
    hooks: onStream((reply) => ({
      ...reply,
      writes: reply.writes.map(({ afterMs, data }) => ({ afterMs, data: Buffer.from(String(data), 'latin1') })),
    })),
  },
  {
    id: 'b-apisix-malformed-chunked',
    seen: ['apache/apisix#12776'],
    title: 'A chunk size of the transfer coding is not a number.',
    expect: reportedBy('http-message', 'stream'),
    shownBy: SHOWS,
    hooks: onStream((reply) => {
      const text = textOf(reply);
      const size = new TextEncoder().encode(text).length.toString(16);
      const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
      return { ...reply, raw: true, writes: [{ afterMs: 0, data: `${head}${size}\r\n${text}\r\nzz\r\n\r\n` }] };
    }),
  },
]);
