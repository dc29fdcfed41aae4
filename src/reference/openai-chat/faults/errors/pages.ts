import type { Hooks } from '../../hooks.js';
import { reportedBy, faultsOf } from '../kit/fault.js';
import { bodyOf, errorText, onError, refusing } from '../kit/refusals.js';

const SHOWS = ['basic/limited'];
const HTML = 'text/html';
const page = (status: number, title: string, server: string): Hooks => ({
  ...refusing(() => true, { status }),
  ...errorText(
    HTML,
    `<html>\r\n<head><title>${title}</title></head>\r\n<body><center><h1>${title}</h1></center><hr><center>${server}</center></body></html>\r\n`,
  ),
});

/** Errors that are HTML or plain text. */
export const pages = faultsOf('errors', [
  {
    id: 'nearai-502-html',
    seen: ['nearai/ironclaw#1994', 'lynote-ai/humanize-text#55'],
    title: 'A proxy sends 502 with an HTML page.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: page(502, '502 Bad Gateway', 'nginx/1.27.4'),
  },
  {
    id: 'lmstudio-500-html',
    seen: ['itlackey/akm#497'],
    title: 'A failure is sent as 500 with an HTML page.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: page(500, 'Error', 'Internal Server Error'),
  },
  {
    id: 'b-litellm-504-html',
    seen: ['OpenHands/OpenHands#9208'],
    title: 'A slow response becomes 504 with an HTML page of the load balancer.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: page(504, '504 Gateway Time-out', "The server didn't respond in time."),
  },
  {
    id: 'b-chatanywhere-504-tengine-html',
    seen: ['chatanywhere/GPT_API_free#97'],
    title: 'A long response becomes 504 with an HTML page.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: page(504, '504 Gateway Time-out', 'Tengine'),
  },
  {
    id: 'b-envoygw-429-text-plain',
    seen: ['envoyproxy/gateway#5693'],
    title: 'The rate limit error of a gateway is plain text.',
    expect: reportedBy('media-type', 'header content-type'),
    shownBy: SHOWS,
    hooks: { ...refusing(() => true, { status: 429 }), ...errorText('text/plain', 'local_rate_limited') },
  },
  {
    id: 'b-easychen-proxy-stream-401-hang',
    seen: ['easychen/openai-api-proxy#33'],
    title: 'A rejected streamed request gets no response until the client times out.',
    expect: reportedBy('no-response', 'stream'),
    shownBy: ['errors/wrong-key-streamed', 'errors/unknown-model-streamed'],
    hooks: onError((reply, context) =>
      bodyOf(context)['stream'] === true ? { ...reply, writes: [], end: 'hang' } : reply,
    ),
  },
]);
