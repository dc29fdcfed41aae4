import { gzipSync } from 'node:zlib';
import type { Hooks } from '../../hooks.js';
import { type Reply, withHeader } from '../../../reply.js';
import { reportedBy, faultsOf, notedBy } from '../kit/fault.js';
import { onBody, onStream, textOf } from '../kit/frames.js';
import { onError, refusing } from '../kit/refusals.js';

const LIMITED = ['basic/limited'];
const LIMITING = refusing(() => true, { status: 429, type: 'rate_limit_error' });
const waitless = { ...LIMITING, ...onError((reply) => withHeader(reply, 'retry-after', null)) };
const RETRY = notedBy('retry-after', 'header retry-after');
/** The specs that document the header. */
const PROMISED = ['cryptgpt'];
const declaring = (reply: Reply, length: number): Reply => withHeader(reply, 'content-length', `${length}`);
const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Faults of headers. */
export const headerFaults = faultsOf('headers', [
  {
    id: 'b-aisix-retry-after-dropped',
    seen: ['api7/aisix#144'],
    title: 'The Retry-After header of the upstream is not forwarded.',
    expect: RETRY,
    shownBy: LIMITED,
    hooks: waitless,
    specs: PROMISED,
  },
  {
    id: 'b-litellm-cooldown-429-no-retry-after',
    seen: ['BerriAI/litellm#30098'],
    title: 'A 429 of the router itself has no Retry-After.',
    expect: RETRY,
    shownBy: LIMITED,
    hooks: waitless,
    specs: PROMISED,
  },
  {
    id: 'b-litellm-rs-429-headers-lost',
    seen: ['majiayu000/litellm-rs#833'],
    title: 'A 429 loses Retry-After and all rate limit headers.',
    expect: RETRY,
    shownBy: LIMITED,
    hooks: waitless,
    specs: PROMISED,
  },
  {
    id: 'b-hawk-middleman-retry-after-filtered',
    seen: ['METR/hawk#1414'],
    title: 'An allow list of headers omits Retry-After.',
    expect: RETRY,
    shownBy: LIMITED,
    hooks: waitless,
    specs: PROMISED,
  },
  {
    id: 'retry-after-no-delay',
    seen: [],
    title: 'Retry-After is neither seconds nor a date.',
    expect: reportedBy('retry-after', 'header retry-after'),
    shownBy: LIMITED,
    hooks: { ...LIMITING, ...onError((reply) => withHeader(reply, 'retry-after', 'soon')) },
    specs: PROMISED,
  },
  {
    id: 'b-powerproxy-cl-and-te',
    seen: ['timoklimmer/powerproxy-aoai#53'],
    title: 'A stream has both Content-Length and Transfer-Encoding.',
    expect: reportedBy('http-message', 'header content-length'),
    shownBy: ['streaming/minimal'],
    hooks: onStream((reply) => {
      const text = textOf(reply);
      const size = bytes(text);
      const head = `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: ${size}\r\ntransfer-encoding: chunked\r\n\r\n`;
      return {
        ...reply,
        raw: true,
        writes: [{ afterMs: 0, data: `${head}${size.toString(16)}\r\n${text}\r\n0\r\n\r\n` }],
      };
    }),
  },
  {
    id: 'b-miles-stale-content-length',
    seen: ['radixark/miles#1001'],
    title: 'Content-Length is the length of the body before it was rewritten.',
    expect: reportedBy('content-length', 'header content-length'),
    shownBy: ['basic/minimal'],
    hooks: raw((text) => bytes(text) + 14),
  },
  {
    id: 'b-litellm-passthrough-stale-length',
    seen: ['BerriAI/litellm#25624'],
    title: 'Content-Length is the length of the compressed body.',
    expect: reportedBy('content-length', 'header content-length'),
    shownBy: ['basic/minimal'],
    hooks: raw((text) => gzipSync(text).length),
  },
  {
    id: 'b-raptor-gzip-unlabelled',
    seen: ['gadievron/raptor#547'],
    title: 'The body is compressed without Content-Encoding.',
    expect: reportedBy('content-coding', 'header content-encoding'),
    shownBy: ['basic/minimal', 'basic/gzip-offered'],
    hooks: onBody((reply) => {
      const data = gzipSync(textOf(reply));
      return { ...declaring(reply, data.length), writes: [{ afterMs: 0, data }] };
    }),
  },
  {
    id: 'content-type-twice',
    seen: [],
    title: 'The response has two Content-Type headers.',
    expect: reportedBy('content-type-once', 'header content-type'),
    shownBy: ['basic/minimal'],
    hooks: onBody((reply) => ({ ...reply, headers: [...reply.headers, ['content-type', 'text/plain']] })),
  },
  {
    id: 'oneapi-transfer-encoding-twice',
    seen: ['songquanpeng/one-api#528', 'apache/shenyu#1861', 'haga-rak/fluxzy.core#616'],
    title: 'Transfer-Encoding: chunked is in two header lines.',
    expect: reportedBy('http-message', 'header transfer-encoding'),
    shownBy: ['basic/minimal'],
    hooks: onBody((reply) => {
      const text = textOf(reply);
      const coding = 'transfer-encoding: chunked\r\n';
      const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${coding}${coding}connection: close\r\n\r\n`;
      const data = `${head}${bytes(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`;
      return { ...reply, raw: true, writes: [{ afterMs: 0, data }] };
    }),
  },
  {
    id: 'server-twice',
    seen: [],
    title: 'The gateway adds its own Server header to that of its upstream.',
    expect: reportedBy('header-once', 'header server'),
    shownBy: ['basic/minimal'],
    hooks: {
      reply: (reply) => ({ ...reply, headers: [...reply.headers, ['server', 'nginx'], ['server', 'uvicorn']] }),
    },
  },
  {
    id: 'required-header-missing',
    seen: [],
    title: 'A documented response header is missing.',
    expect: notedBy('required-header', 'header x-request-id'),
    shownBy: ['basic/minimal'],
    hooks: { reply: (reply) => withHeader(reply, 'x-request-id', null) },
  },
]);

/** Bodies with a wrong Content-Length, on a connection that closes afterwards. */
function raw(length: (text: string) => number): Hooks {
  return onBody((reply) => {
    const text = textOf(reply);
    const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length(text)}\r\nconnection: close\r\n\r\n`;
    return { ...reply, raw: true, writes: [{ afterMs: 0, data: `${head}${text}` }] };
  });
}
