import { gzipSync } from 'node:zlib';
import type { Hooks } from '../../hooks.js';
import type { Reply } from '../../../reply.js';
import { by, faultsOf, noted } from '../kit/fault.js';
import { onBody, onStream, textOf, withHeader } from '../kit/frames.js';
import { onError, refusing } from '../kit/refusals.js';

const LIMITED = ['basic/limited'];
const LIMITING = refusing(() => true, { status: 429, type: 'rate_limit_error' });
const waitless = { ...LIMITING, ...onError((reply) => withHeader(reply, 'retry-after', null)) };
const RETRY = noted('retry-after', 'header retry-after');
/** The documents that promise the header. */
const PROMISED = ['cryptgpt'];
const declaring = (reply: Reply, length: number): Reply => withHeader(reply, 'content-length', `${length}`);
const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Faults of headers. */
export const headerFaults = faultsOf('headers', [
  [
    'b-aisix-retry-after-dropped',
    ['api7/aisix#144'],
    'Retry-After of the upstream is not passed on.',
    RETRY,
    LIMITED,
    waitless,
    PROMISED,
  ],
  [
    'b-litellm-cooldown-429-no-retry-after',
    ['BerriAI/litellm#30098'],
    'A 429 of the router itself has no Retry-After.',
    RETRY,
    LIMITED,
    waitless,
    PROMISED,
  ],
  [
    'b-litellm-rs-429-headers-lost',
    ['majiayu000/litellm-rs#833'],
    'A 429 loses Retry-After and all that tells the limit.',
    RETRY,
    LIMITED,
    waitless,
    PROMISED,
  ],
  [
    'b-hawk-middleman-retry-after-filtered',
    ['METR/hawk#1414'],
    'A list of headers that may pass lacks Retry-After.',
    RETRY,
    LIMITED,
    waitless,
    PROMISED,
  ],
  [
    'retry-after-no-delay',
    [],
    'Retry-After is neither seconds nor a date.',
    by('retry-after', 'header retry-after'),
    LIMITED,
    { ...LIMITING, ...onError((reply) => withHeader(reply, 'retry-after', 'soon')) },
    PROMISED,
  ],
  [
    'b-powerproxy-cl-and-te',
    ['timoklimmer/powerproxy-aoai#53'],
    'A stream has a Content-Length and a Transfer-Encoding.',
    by('http-message', 'header content-length'),
    ['streaming/minimal'],
    onStream((reply) => {
      const text = textOf(reply);
      const size = bytes(text);
      const head = `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: ${size}\r\ntransfer-encoding: chunked\r\n\r\n`;
      return {
        ...reply,
        raw: true,
        writes: [{ afterMs: 0, data: `${head}${size.toString(16)}\r\n${text}\r\n0\r\n\r\n` }],
      };
    }),
  ],
  [
    'b-miles-stale-content-length',
    ['radixark/miles#1001'],
    'The declared length is that of the body before it was written anew.',
    by('content-length', 'header content-length'),
    ['basic/minimal'],
    raw((text) => bytes(text) + 14),
  ],
  [
    'b-litellm-passthrough-stale-length',
    ['BerriAI/litellm#25624'],
    'The declared length is that of the compressed body.',
    by('content-length', 'header content-length'),
    ['basic/minimal'],
    raw((text) => gzipSync(text).length),
  ],
  [
    'b-raptor-gzip-unlabelled',
    ['gadievron/raptor#547'],
    'The body is compressed, and nothing says so.',
    by('content-coding', 'header content-encoding'),
    ['basic/minimal', 'basic/gzip-offered'],
    onBody((reply) => {
      const data = gzipSync(textOf(reply));
      return { ...declaring(reply, data.length), writes: [{ afterMs: 0, data }] };
    }),
  ],
  [
    'content-type-twice',
    [],
    'Content-Type stands in the head twice.',
    by('content-type-once', 'header content-type'),
    ['basic/minimal'],
    onBody((reply) => ({ ...reply, headers: [...reply.headers, ['content-type', 'text/plain']] })),
  ],
  [
    'required-header-missing',
    [],
    'A header that every answer should have is missing.',
    noted('required-header', 'header x-request-id'),
    ['basic/minimal'],
    { reply: (reply) => withHeader(reply, 'x-request-id', null) },
  ],
]);

/** Bodies with a length that is not theirs, on a connection that closes after them. */
function raw(length: (text: string) => number): Hooks {
  return onBody((reply) => {
    const text = textOf(reply);
    const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${length(text)}\r\nconnection: close\r\n\r\n`;
    return { ...reply, raw: true, writes: [{ afterMs: 0, data: `${head}${text}` }] };
  });
}
