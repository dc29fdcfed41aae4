import { gzipSync } from 'node:zlib';
import { by, faultsOf, noted } from '../kit/fault.js';
import { eachFrame, insertFrames, onStream, textOf, unterminated, withHeader } from '../kit/frames.js';
import { inChunks } from '../kit/chunks.js';
import { add } from '../kit/edit.js';

const spaceless = (frame: string): string => frame.replace(/^data: /u, 'data:');
const SHOWS = ['streaming/minimal'];

/** Forms that server-sent events allow, though the documents show others; and what came along with them. */
export const legalForms = faultsOf('sse', [
  [
    'antling-no-space-after-data',
    ['tashfeenahmed/freellmapi#1087', 'karthink/gptel#592', 'GuDaStudio/GrokSearch#8'],
    'Lines are written `data:{…}`, with no space after the colon.',
    noted('sse-forms', 'stream'),
    SHOWS,
    eachFrame(spaceless),
  ],
  [
    'deepseek-keepalive-comments',
    ['CopilotC-Nvim/CopilotChat.nvim#944', 'tmc/langchaingo#942', 'tmc/langchaingo#1171'],
    'Comments keep the connection alive while the request waits.',
    noted('sse-forms', 'stream'),
    SHOWS,
    insertFrames(0, ': keep-alive\n\n', ': keep-alive\n\n'),
  ],
  [
    'textgen-crlf-events',
    ['oobabooga/textgen#5678'],
    'Lines end in CR LF.',
    noted('sse-forms', 'stream'),
    SHOWS,
    eachFrame((frame) => frame.replaceAll('\n', '\r\n')),
  ],
  [
    'multiline-data-payload',
    ['SamSaffron/term-llm#454'],
    'The JSON of a chunk is indented over several `data:` lines of one event.',
    noted('sse-forms', 'stream'),
    SHOWS,
    eachFrame((frame) =>
      frame.startsWith('data: {')
        ? `${JSON.stringify(JSON.parse(frame.slice(6)), null, 2).replaceAll(/^/gmu, 'data: ')}\n\n`
        : frame,
    ),
  ],
  [
    'b-omniroute-comment-metadata-lines',
    ['diegosouzapw/OmniRoute#7031'],
    'Comments with cost and provider stand right above the terminator.',
    noted('sse-forms', 'stream'),
    SHOWS,
    eachFrame((frame) => (frame.includes('[DONE]') ? `: x-route-cost 0.01\n: x-route-provider a\n${frame}` : frame)),
  ],
  [
    'b-llmgateway-ping-blank-line-with-id',
    ['theopenco/llmgateway#2334'],
    'Every event has an `id:` field, and comments of their own keep the connection alive.',
    noted('sse-forms', 'stream'),
    SHOWS,
    { frames: (frames) => [': ping\n\n', ...frames.map((frame, n) => `id: ${n}\n${frame}`)] },
  ],
  [
    'b-sse-leading-bom',
    ['agentic-os-org/ANOLISA#2209'],
    'A byte order mark stands before the first event.',
    noted('sse-forms', 'stream'),
    SHOWS,
    eachFrame((frame, n) => (n === 0 ? `\u{FEFF}${frame}` : frame)),
  ],
  [
    'b-longcat-data-nospace-extra-fields',
    ['davidmigloz/langchain_dart#778'],
    'No space after the colon, and chunks with members that nobody documents.',
    noted('sse-forms', 'stream'),
    SHOWS,
    { ...inChunks(add({ content: '', lastOne: false })), ...eachFrame(spaceless) },
  ],
  [
    'b-opencodex-gateway-nospace-nodone',
    ['lidge-jun/opencodex#1170'],
    'No space after the colon, and no terminator.',
    by('sse-terminator', 'stream'),
    SHOWS,
    { frames: (frames) => unterminated(frames).map(spaceless) },
  ],
  [
    'gzip-sse-buffered',
    ['dividor/evidencelab#476', 'Kludex/starlette#2753', 'Lightning-AI/LitServe#153'],
    'The stream is compressed though nobody asked for it, and held back until its end.',
    by('content-coding', 'header content-encoding'),
    SHOWS,
    onStream((reply) => ({
      ...withHeader(reply, 'content-encoding', 'gzip'),
      writes: [{ afterMs: 300, data: gzipSync(textOf(reply)) }],
    })),
  ],
  [
    'pi-event-apart-from-data',
    ['earendil-works/pi#8430'],
    'The name of each event stands before a blank line, apart from its data.',
    noted('sse-forms', 'stream'),
    SHOWS,
    eachFrame((frame) => `event: message\n\n${frame}`),
  ],
]);
