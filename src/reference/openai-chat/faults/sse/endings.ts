import type { Reply } from '../../../reply.js';
import { deltaOf, inChunks, withDelta, hasText, chunks } from '../kit/chunks.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { event, insertFrames, onStream, unterminated } from '../kit/frames.js';
import { when, textIn } from '../../../edit.js';

const SHOWS = ['streaming/minimal', 'streaming/counting'];

/** Sends the first writes of a stream and then ends the connection. */
const cut = (count: number, end: Reply['end']) =>
  onStream((reply) => ({ ...reply, writes: reply.writes.slice(0, count), end }));

/** Sends a whole stream at once, after its total duration. */
const burst = onStream((reply) => ({
  ...reply,
  writes: reply.writes.map((write, n) => ({ ...write, afterMs: n === 0 ? 2000 : 0 })),
}));

/** Streams that end too early, twice or never, or arrive at once. */
export const endings = faultsOf('sse', [
  {
    id: 'b-g4f-interference-no-done',
    seen: ['xtekky/gpt4free#1845'],
    title: 'The terminator is missing.',
    expect: reportedBy('sse-terminator', 'stream'),
    shownBy: SHOWS,
    hooks: { frames: unterminated },
  },
  {
    id: 'b-sandboxedsh-translator-double-done',
    seen: ['Th0rgal/sandboxed.sh#389'],
    title: 'The terminator is sent twice.',
    expect: reportedBy('sse-terminator', 'stream'),
    shownBy: SHOWS,
    hooks: insertFrames(Number.POSITIVE_INFINITY, 'data: [DONE]\n\n'),
  },
  {
    id: 'b-omniroute-dsweb-no-done-hang',
    seen: ['diegosouzapw/OmniRoute#6777'],
    title: 'After the last chunk there is no terminator, and the connection stays open.',
    expect: reportedBy('stream-end', 'stream'),
    shownBy: SHOWS,
    hooks: { frames: unterminated, ...onStream((reply) => ({ ...reply, end: 'hang' })) },
  },
  {
    id: 'b-openclaw-text-after-done',
    seen: ['openclaw/openclaw#115652'],
    title: 'Text is sent after the terminator.',
    expect: reportedBy('sse-terminator', 'stream'),
    shownBy: SHOWS,
    hooks: {
      frames: (frames) => {
        const last = frames.findLastIndex((frame) => /"content":"[^"]/u.test(frame));
        return [...frames.toSpliced(last, 1), ...frames.slice(last, last + 1)];
      },
    },
  },
  {
    id: 'b-bifrost-bedrock-abrupt-end',
    seen: ['maximhq/bifrost#597'],
    title: 'The stream ends in the middle of the text, without finish_reason or terminator.',
    expect: reportedBy('stream-end', 'stream'),
    shownBy: SHOWS,
    hooks: { frames: (frames) => unterminated(frames).filter((frame) => !/"finish_reason":"/u.test(frame)) },
  },
  {
    id: 'b-litellm-guardrail-midstream-drop',
    seen: ['BerriAI/litellm#39748'],
    title: 'After two chunks the connection is closed.',
    expect: reportedBy('stream-end', 'stream'),
    shownBy: SHOWS,
    hooks: cut(2, 'destroy'),
  },
  {
    id: 'vllm-max-tokens-0-hang',
    seen: ['gonka-ai/gonka#1318'],
    title: 'No event is sent, and the connection stays open.',
    expect: reportedBy('no-response', 'stream'),
    shownBy: SHOWS,
    hooks: cut(0, 'hang'),
  },
  {
    id: 'b-kong-39-stream-single-chunk',
    seen: ['Kong/kong#14425'],
    title: 'A gateway buffers the stream and sends it at once.',
    expect: reportedBy('incremental-delivery', 'stream'),
    shownBy: ['streaming/counting'],
    hooks: burst,
  },
  {
    id: 'b-cliproxy-preview-models-buffered',
    seen: ['router-for-me/CLIProxyAPI#460'],
    title: 'All text is sent at once when it is complete.',
    expect: reportedBy('incremental-delivery', 'stream'),
    shownBy: ['streaming/counting'],
    hooks: burst,
  },
  {
    id: 'qwisp-stall-after-multibyte',
    seen: ['penta2himajin/qwisp#134'],
    title: 'The stream stalls after an incomplete UTF-8 character.',
    expect: reportedBy('split-character', 'chunk /choices/*/delta/content'),
    shownBy: ['streaming/emoji'],
    hooks: chunks((given) => {
      const first = given.find(hasText);
      const broken = first === undefined ? [] : [withDelta(first, { content: '\u{FFFD}' })];
      return [...given.slice(0, 1), ...broken, ...given.slice(1).filter((chunk) => !hasText(chunk))];
    }),
  },
  {
    id: 'split-codepoint-replacement',
    seen: [
      'Luce-Org/lucebox#641',
      'Blaizzy/mlx-vlm#1076',
      'mlc-ai/mlc-llm#1142',
      'triton-inference-server/server#8039',
    ],
    title: 'A character that is split over two chunks is replaced by U+FFFD in both.',
    expect: reportedBy('split-character', 'chunk /choices/*/delta/content'),
    shownBy: ['streaming/non-ascii', 'streaming/emoji'],
    hooks: inChunks(
      when(
        (chunk) => /[^\0-\u{7F}]/u.test(textIn(deltaOf(chunk)['content'])),
        (chunk) => withDelta(chunk, { content: '\u{FFFD}' }),
      ),
    ),
  },
  {
    id: 'b-portkey-bedrock-error-swallowed',
    seen: ['Portkey-AI/gateway#1143'],
    title: 'An error of the upstream ends the stream without an error event.',
    expect: reportedBy('stream-end', 'stream'),
    shownBy: SHOWS,
    hooks: { frames: (frames) => frames.slice(0, 2) },
  },
  {
    id: 'vllm-tool-truncation-kills-stream',
    seen: ['vllm-project/vllm#37937'],
    title: 'A tool call that the token limit cuts becomes an error event.',
    expect: reportedBy('stream-error', 'chunk'),
    shownBy: ['tools/cut-by-length-streamed'],
    hooks: {
      frames: (frames) => [
        ...frames.filter((frame) => !/"finish_reason":"|\[DONE\]/u.test(frame)),
        event({ error: { message: 'list index out of range', type: 'server_error', param: null, code: null } }),
        'data: [DONE]\n\n',
      ],
    },
  },
]);
