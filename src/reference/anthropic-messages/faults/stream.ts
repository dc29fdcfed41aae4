import { add, drop, put, turn } from '../../edit.js';
import { frameOf } from '../render.js';
import { events, faultsOf, inEvents, opens, reportedBy } from './kit.js';

const MINIMAL = ['streaming/minimal'];

/** Faults of the events of a stream and their order. */
export const streamFaults = faultsOf('chunk', [
  {
    id: 'messages-events-unnamed',
    title: 'Events come without names, as data lines alone.',
    expect: reportedBy('event-name', 'chunk /type'),
    shownBy: MINIMAL,
    hooks: { frames: (frames) => frames.map((frame) => frame.replace(/^event: .*\n/u, '')) },
  },
  {
    id: 'messages-events-named-message',
    title: 'Every event is named message.',
    expect: reportedBy('event-name', 'chunk message /type'),
    shownBy: MINIMAL,
    hooks: { frames: (frames) => frames.map((frame) => frame.replace(/^event: .*\n/u, 'event: message\n')) },
  },
  {
    id: 'messages-start-missing',
    title: 'The stream has no message_start.',
    expect: reportedBy('event-order', 'chunk content_block_start /type'),
    shownBy: MINIMAL,
    hooks: events((event) => (event['type'] === 'message_start' ? [] : [event])),
  },
  {
    id: 'messages-start-twice',
    title: 'message_start is sent twice.',
    expect: reportedBy('event-order', 'chunk message_start /type'),
    shownBy: MINIMAL,
    hooks: events((event) => (event['type'] === 'message_start' ? [event, event] : [event])),
  },
  {
    id: 'messages-delta-first',
    title: 'message_delta comes before the content blocks.',
    expect: reportedBy('event-order', 'chunk content_block_start /type'),
    shownBy: MINIMAL,
    hooks: {
      events: (all) => {
        const delta = all.filter(({ type }) => type === 'message_delta');
        const [start, ...rest] = all.filter(({ type }) => type !== 'message_delta');
        return start === undefined ? all : [start, ...delta, ...rest];
      },
    },
  },
  {
    id: 'messages-delta-missing',
    title: 'The stream has no message_delta.',
    expect: reportedBy('event-order', 'stream'),
    shownBy: MINIMAL,
    hooks: events((event) => (event['type'] === 'message_delta' ? [] : [event])),
  },
  {
    id: 'messages-start-with-content',
    title: 'The message in message_start already has content.',
    expect: reportedBy('message-start', 'chunk message_start /message/content'),
    shownBy: MINIMAL,
    hooks: inEvents('message_start', put('/message/content', [{ type: 'text', text: 'pong' }])),
  },
  {
    id: 'messages-start-with-reason',
    title: 'The message in message_start has a stop_reason.',
    expect: reportedBy('message-start', 'chunk message_start /message/stop_reason'),
    shownBy: MINIMAL,
    hooks: inEvents('message_start', put('/message/stop_reason', 'end_turn')),
  },
  {
    id: 'messages-delta-reason-null',
    title: 'stop_reason is null in message_delta.',
    expect: reportedBy('message-delta', 'chunk message_delta /delta/stop_reason'),
    shownBy: MINIMAL,
    hooks: inEvents('message_delta', put('/delta/stop_reason', null)),
  },
  {
    id: 'messages-block-not-opened',
    title: 'Content blocks are never opened.',
    expect: reportedBy('block-lifecycle', 'chunk content_block_delta /index'),
    shownBy: MINIMAL,
    hooks: events((event) => (event['type'] === 'content_block_start' ? [] : [event])),
  },
  {
    id: 'messages-block-not-closed',
    title: 'Content blocks are never closed.',
    expect: reportedBy('block-lifecycle', 'chunk message_delta /type'),
    shownBy: MINIMAL,
    hooks: events((event) => (event['type'] === 'content_block_stop' ? [] : [event])),
  },
  {
    id: 'messages-block-closed-twice',
    title: 'Content blocks are closed twice.',
    expect: reportedBy('block-lifecycle', 'chunk content_block_stop /index'),
    shownBy: MINIMAL,
    hooks: events((event) => (event['type'] === 'content_block_stop' ? [event, event] : [event])),
  },
  {
    id: 'messages-delta-after-stop',
    title: 'A delta comes after its block is closed.',
    expect: reportedBy('block-lifecycle', 'chunk content_block_delta /index'),
    shownBy: MINIMAL,
    hooks: events((event) =>
      event['type'] === 'content_block_stop'
        ? [event, { type: 'content_block_delta', index: event['index'] ?? 0, delta: { type: 'text_delta', text: '' } }]
        : [event],
    ),
  },
  {
    id: 'messages-index-from-one',
    title: 'The indexes of content blocks begin at 1.',
    expect: reportedBy('block-index', 'chunk content_block_start /index'),
    shownBy: MINIMAL,
    hooks: events((event) => [turn('/index', (index) => Number(index) + 1)(event)]),
  },
  {
    id: 'messages-index-missing',
    title: 'The events of blocks have no index.',
    expect: reportedBy('schema', 'chunk content_block_start /index'),
    shownBy: MINIMAL,
    hooks: inEvents('content_block_start', drop('/index')),
  },
  {
    id: 'messages-input-zero-at-end',
    title: 'input_tokens is 0 in message_delta, although message_start had the number.',
    expect: reportedBy('usage-cumulative', 'chunk message_delta /usage/input_tokens'),
    shownBy: MINIMAL,
    hooks: inEvents('message_delta', put('/usage/input_tokens', 0)),
  },
  {
    id: 'messages-output-last-piece',
    title: 'output_tokens counts the last piece alone.',
    expect: reportedBy('usage-cumulative', 'chunk message_delta /usage/output_tokens'),
    shownBy: ['streaming/counting'],
    hooks: inEvents('message_delta', put('/usage/output_tokens', 1)),
  },
  {
    id: 'messages-delta-usage-missing',
    title: 'message_delta has no usage.',
    expect: reportedBy('schema', 'chunk message_delta /usage'),
    shownBy: MINIMAL,
    hooks: inEvents('message_delta', drop('/usage')),
  },
  {
    id: 'messages-done-at-end',
    title: 'data: [DONE] comes after message_stop.',
    expect: reportedBy('sse-terminator', 'stream'),
    shownBy: MINIMAL,
    hooks: { frames: (frames) => [...frames, 'data: [DONE]\n\n'] },
  },
  {
    id: 'messages-done-instead-of-stop',
    title: 'The stream ends with data: [DONE] instead of message_stop.',
    expect: reportedBy('sse-terminator', 'stream'),
    shownBy: MINIMAL,
    hooks: { frames: (frames) => [...frames.slice(0, -1), 'data: [DONE]\n\n'] },
  },
  {
    id: 'messages-cut',
    title: 'The stream breaks off in the middle without an error.',
    expect: reportedBy('stream-end', 'stream'),
    shownBy: ['streaming/counting'],
    hooks: { frames: (frames) => frames.slice(0, Math.ceil(frames.length / 2)) },
  },
  {
    id: 'messages-error-event-untyped',
    title: 'An error in a stream is a data line without event name and type.',
    expect: reportedBy('error-event', 'chunk'),
    shownBy: MINIMAL,
    hooks: {
      frames: (frames) => [
        ...frames.slice(0, 3),
        'data: {"error":{"message":"Upstream failed","type":"server_error"}}\n\n',
      ],
    },
  },
  {
    id: 'messages-thinking-as-text',
    title: 'Thinking comes in blocks of text.',
    expect: reportedBy('thinking-blocks', 'stream'),
    shownBy: ['thinking/enabled-streamed'],
    hooks: {
      frames: (frames, { requested }) => {
        if (requested?.thinks !== true) return frames;
        return [
          { type: 'message_start', message: startOf(requested?.model ?? '') },
          { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
          { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'I think so: pong' } },
          { type: 'content_block_stop', index: 0 },
          {
            type: 'message_delta',
            delta: { stop_reason: 'end_turn', stop_sequence: null },
            usage: { output_tokens: 6 },
          },
          { type: 'message_stop' },
        ].map(frameOf);
      },
    },
  },
  {
    id: 'messages-tool-unnamed',
    title: 'A tool_use block is opened with an empty name.',
    expect: reportedBy('schema', 'chunk content_block_start /content_block/name'),
    shownBy: ['tools/no-arguments-streamed'],
    hooks: events((event) => [opens(event, 'tool_use') ? put('/content_block/name', '')(event) : event]),
  },
  {
    id: 'messages-delta-reason-outside',
    title: 'stop_reason is next to delta in message_delta.',
    expect: reportedBy('schema', 'chunk message_delta /delta/stop_reason'),
    shownBy: MINIMAL,
    hooks: inEvents('message_delta', drop('/delta/stop_reason'), add({ stop_reason: 'end_turn' })),
  },
]);

function startOf(model: string) {
  return {
    id: 'msg_thinking',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: 9, output_tokens: 1 },
  };
}
