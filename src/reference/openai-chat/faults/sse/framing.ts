import { by, faultsOf } from '../kit/fault.js';
import { event, eachFrame, insertFrames, onStream, textOf } from '../kit/frames.js';

const SHOWS = ['streaming/minimal'];
const PROGRESS = 'event: tool.progress\ndata: {"tool":"web_search","status":"running"}\n\n';

/** Events that are no chunks, and bytes that are no events. */
export const framing = faultsOf('sse', [
  [
    'sse-single-newline-between-events',
    ['rexxars/eventsource-parser#31'],
    'Events follow one another without a blank line.',
    by('sse-framing', 'stream'),
    ['streaming/tool-call'],
    eachFrame((frame) => (frame.includes('tool_calls') ? frame.replace(/\n\n$/u, '\n') : frame)),
  ],
  [
    'groq-event-error-frame',
    ['sashabaranov/go-openai#1057'],
    'A failure comes as an event named error inside a stream of status 200.',
    by('stream-error', 'chunk'),
    SHOWS,
    {
      frames: (frames) => [
        ...frames.slice(0, 2),
        `event: error\n${event({ error: { message: 'failed to call a function', type: 'invalid_request_error', param: null, code: null } })}`,
      ],
    },
  ],
  [
    'hermes-custom-event-frames',
    ['anomalyco/opencode#38106', 'janhq/jan#8280'],
    'Named events of another kind stand between the chunks.',
    by('sse-event-names', 'stream'),
    SHOWS,
    insertFrames(1, PROGRESS),
  ],
  [
    'b-hermes-named-progress-events',
    ['anomalyco/opencode#38106'],
    'Progress of tools is told in named events between the chunks.',
    by('sse-event-names', 'stream'),
    SHOWS,
    insertFrames(2, PROGRESS, PROGRESS),
  ],
  [
    'b-manifest-comment-rewrapped-as-data',
    ['mnfst/llm-gateway#2053'],
    'A comment of the upstream is sent on as data.',
    by('sse-data-json', 'stream'),
    SHOWS,
    insertFrames(0, 'data: : PROCESSING\n\n'),
  ],
  [
    'stream-in-latin-1',
    [],
    'The text of a stream is not UTF-8.',
    by('sse-utf8', 'stream'),
    ['streaming/non-ascii'],
    onStream((reply) => ({
      ...reply,
      writes: reply.writes.map(({ afterMs, data }) => ({ afterMs, data: Buffer.from(String(data), 'latin1') })),
    })),
  ],
  [
    'b-apisix-malformed-chunked',
    ['apache/apisix#12776'],
    'A chunk size of the transfer coding is no number.',
    by('http-message', 'stream'),
    SHOWS,
    onStream((reply) => {
      const text = textOf(reply);
      const size = new TextEncoder().encode(text).length.toString(16);
      const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
      return { ...reply, raw: true, writes: [{ afterMs: 0, data: `${head}${size}\r\n${text}\r\nzz\r\n\r\n` }] };
    }),
  ],
]);
