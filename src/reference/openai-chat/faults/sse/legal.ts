import { gzipSync } from 'node:zlib';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';
import { eachFrame, insertFrames, onStream, textOf, unterminated } from '../kit/frames.js';
import { withHeader } from '../../../reply.js';
import { inChunks } from '../kit/chunks.js';
import { add } from '../../../edit.js';

const spaceless = (frame: string): string => frame.replace(/^data: /u, 'data:');
const SHOWS = ['streaming/minimal'];

/** Forms that server-sent events allow but the documents do not show, and combined faults. */
export const legalForms = faultsOf('sse', [
  {
    id: 'antling-no-space-after-data',
    seen: ['tashfeenahmed/freellmapi#1087', 'karthink/gptel#592', 'GuDaStudio/GrokSearch#8'],
    title: 'Lines have no space after the colon: `data:{…}`.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: eachFrame(spaceless),
  },
  {
    id: 'deepseek-keepalive-comments',
    seen: ['CopilotC-Nvim/CopilotChat.nvim#944', 'tmc/langchaingo#942', 'tmc/langchaingo#1171'],
    title: 'Comments keep the connection alive while the request is queued.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: insertFrames(0, ': keep-alive\n\n', ': keep-alive\n\n'),
  },
  {
    id: 'textgen-crlf-events',
    seen: ['oobabooga/textgen#5678'],
    title: 'Lines end in CRLF.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: eachFrame((frame) => frame.replaceAll('\n', '\r\n')),
  },
  {
    id: 'multiline-data-payload',
    seen: ['SamSaffron/term-llm#454'],
    title: 'The JSON of a chunk is split over several `data:` lines of one event.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: eachFrame((frame) =>
      frame.startsWith('data: {')
        ? `${JSON.stringify(JSON.parse(frame.slice(6)), null, 2).replaceAll(/^/gmu, 'data: ')}\n\n`
        : frame,
    ),
  },
  {
    id: 'b-omniroute-comment-metadata-lines',
    seen: ['diegosouzapw/OmniRoute#7031'],
    title: 'Comments with cost and provider precede the terminator.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: eachFrame((frame) =>
      frame.includes('[DONE]') ? `: x-route-cost 0.01\n: x-route-provider a\n${frame}` : frame,
    ),
  },
  {
    id: 'b-llmgateway-ping-blank-line-with-id',
    seen: ['theopenco/llmgateway#2334'],
    title: 'Every event has an `id:` field, and keep-alive comments are sent.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: { frames: (frames) => [': ping\n\n', ...frames.map((frame, n) => `id: ${n}\n${frame}`)] },
  },
  {
    id: 'b-sse-leading-bom',
    seen: ['agentic-os-org/ANOLISA#2209'],
    title: 'A byte order mark precedes the first event.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: eachFrame((frame, n) => (n === 0 ? `\u{FEFF}${frame}` : frame)),
  },
  {
    id: 'b-longcat-data-nospace-extra-fields',
    seen: ['davidmigloz/langchain_dart#778'],
    title: 'There is no space after the colon, and chunks have undocumented members.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: { ...inChunks(add({ content: '', lastOne: false })), ...eachFrame(spaceless) },
  },
  {
    id: 'b-opencodex-gateway-nospace-nodone',
    seen: ['lidge-jun/opencodex#1170'],
    title: 'There is no space after the colon and no terminator.',
    expect: reportedBy('sse-terminator', 'stream'),
    shownBy: SHOWS,
    hooks: { frames: (frames) => unterminated(frames).map(spaceless) },
  },
  {
    id: 'gzip-sse-buffered',
    seen: ['dividor/evidencelab#476', 'Kludex/starlette#2753', 'Lightning-AI/LitServe#153'],
    title: 'The stream is compressed although it was not requested, and buffered until its end.',
    expect: reportedBy('content-coding', 'header content-encoding'),
    shownBy: SHOWS,
    hooks: onStream((reply) => ({
      ...withHeader(reply, 'content-encoding', 'gzip'),
      writes: [{ afterMs: 300, data: gzipSync(textOf(reply)) }],
    })),
  },
  {
    id: 'pi-event-apart-from-data',
    seen: ['earendil-works/pi#8430'],
    title: 'A blank line separates the `event:` field from its data.',
    expect: notedBy('sse-forms', 'stream'),
    shownBy: SHOWS,
    hooks: eachFrame((frame) => `event: message\n\n${frame}`),
  },
]);
