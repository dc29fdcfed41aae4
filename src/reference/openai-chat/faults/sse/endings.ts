import type { Reply } from '../../../reply.js';
import { deltaOf, finishes, inChunks, likeWith, speaks, chunks } from '../kit/chunks.js';
import { by, faultsOf } from '../kit/fault.js';
import { event, insertFrames, onStream, unterminated } from '../kit/frames.js';
import { when, textIn } from '../kit/edit.js';

const SHOWS = ['streaming/minimal', 'streaming/counting'];

/** The first writes of a stream, and how the connection ends then. */
const cut = (count: number, end: Reply['end']) =>
  onStream((reply) => ({ ...reply, writes: reply.writes.slice(0, count), end }));

/** All of a stream at once, after the time that its tokens took. */
const burst = onStream((reply) => ({
  ...reply,
  writes: reply.writes.map((write, n) => ({ ...write, afterMs: n === 0 ? 1500 : 0 })),
}));

/** Streams that end too early, twice, never, or come all at once. */
export const endings = faultsOf('sse', [
  [
    'b-g4f-interference-no-done',
    ['xtekky/gpt4free#1845'],
    'The terminator never comes.',
    by('sse-terminator', 'stream'),
    SHOWS,
    { frames: unterminated },
  ],
  [
    'b-sandboxedsh-translator-double-done',
    ['Th0rgal/sandboxed.sh#389'],
    'The terminator comes twice.',
    by('sse-terminator', 'stream'),
    SHOWS,
    insertFrames(Number.POSITIVE_INFINITY, 'data: [DONE]\n\n'),
  ],
  [
    'b-omniroute-dsweb-no-done-hang',
    ['diegosouzapw/OmniRoute#6777'],
    'After the last chunk comes no terminator, and the connection stays open.',
    by('stream-end', 'stream'),
    SHOWS,
    { frames: unterminated, ...onStream((reply) => ({ ...reply, end: 'hang' })) },
  ],
  [
    'b-openclaw-text-after-done',
    ['openclaw/openclaw#115652'],
    'Text of the answer comes after the terminator.',
    by('sse-terminator', 'stream'),
    SHOWS,
    {
      frames: (frames) => {
        const last = frames.findLastIndex((frame) => /"content":"[^"]/u.test(frame));
        return [...frames.toSpliced(last, 1), ...frames.slice(last, last + 1)];
      },
    },
  ],
  [
    'b-bifrost-bedrock-abrupt-end',
    ['maximhq/bifrost#597'],
    'The stream ends in the middle of the answer, without finish or terminator.',
    by('stream-end', 'stream'),
    SHOWS,
    { frames: (frames) => unterminated(frames).filter((frame) => !/"finish_reason":"/u.test(frame)) },
  ],
  [
    'b-litellm-guardrail-midstream-drop',
    ['BerriAI/litellm#39748'],
    'After two chunks the connection breaks.',
    by('stream-end', 'stream'),
    SHOWS,
    cut(2, 'destroy'),
  ],
  [
    'vllm-max-tokens-0-hang',
    ['gonka-ai/gonka#1318'],
    'No event ever comes, and the connection is held.',
    by('no-response', 'stream'),
    SHOWS,
    cut(0, 'hang'),
  ],
  [
    'b-kong-39-stream-single-chunk',
    ['Kong/kong#14425'],
    'A gateway holds the stream back and sends it whole.',
    by('incremental-delivery', 'stream'),
    ['streaming/counting'],
    burst,
  ],
  [
    'b-cliproxy-preview-models-buffered',
    ['router-for-me/CLIProxyAPI#460'],
    'All text comes at once when the answer is complete.',
    by('incremental-delivery', 'stream'),
    ['streaming/counting'],
    burst,
  ],
  [
    'qwisp-stall-after-multibyte',
    ['penta2himajin/qwisp#134'],
    'After half a character no more text comes, though the answer goes on.',
    by('split-character', 'chunk /choices/*/delta/content'),
    ['streaming/emoji'],
    chunks((given) => {
      const [opening, first] = [given.slice(0, 1), given.find(speaks)];
      const broken = first === undefined ? [] : [likeWith(first, { content: '\u{FFFD}' })];
      return [...opening, ...broken, ...given.filter(finishes)];
    }),
  ],
  [
    'split-codepoint-replacement',
    ['Luce-Org/lucebox#641', 'Blaizzy/mlx-vlm#1076', 'mlc-ai/mlc-llm#1142', 'triton-inference-server/server#8039'],
    'A character that straddles two chunks is replaced in both.',
    by('split-character', 'chunk /choices/*/delta/content'),
    ['streaming/non-ascii', 'streaming/emoji'],
    inChunks(
      when(
        (chunk) => /[^\0-\u{7F}]/u.test(textIn(deltaOf(chunk)['content'])),
        (chunk) => likeWith(chunk, { content: '\u{FFFD}' }),
      ),
    ),
  ],
  [
    'b-portkey-bedrock-error-swallowed',
    ['Portkey-AI/gateway#1143'],
    'An error of the upstream ends the stream without a word.',
    by('stream-end', 'stream'),
    SHOWS,
    { frames: (frames) => frames.slice(0, 2) },
  ],
  [
    'vllm-tool-truncation-kills-stream',
    ['vllm-project/vllm#37937'],
    'A tool call that the token limit cuts ends in an error event.',
    by('stream-error', 'chunk'),
    ['tools/cut-by-length-streamed'],
    {
      frames: (frames) => [
        ...frames.filter((frame) => !/"finish_reason":"|\[DONE\]/u.test(frame)),
        event({ error: { message: 'list index out of range', type: 'server_error', param: null, code: null } }),
        'data: [DONE]\n\n',
      ],
    },
  ],
]);
