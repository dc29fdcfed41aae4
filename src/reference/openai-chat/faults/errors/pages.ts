import type { Hooks } from '../../hooks.js';
import { by, faultsOf } from '../kit/fault.js';
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

/** Errors that are pages or plain text. */
export const pages = faultsOf('errors', [
  [
    'nearai-502-html',
    ['nearai/ironclaw#1994', 'lynote-ai/humanize-text#55'],
    'A proxy answers 502 with a page.',
    by('media-type', 'header content-type'),
    SHOWS,
    page(502, '502 Bad Gateway', 'nginx/1.27.4'),
  ],
  [
    'lmstudio-500-html',
    ['itlackey/akm#497'],
    'A failure is answered with a page and 500.',
    by('media-type', 'header content-type'),
    SHOWS,
    page(500, 'Error', 'Internal Server Error'),
  ],
  [
    'b-litellm-504-html',
    ['OpenHands/OpenHands#9208'],
    'A slow answer ends in a page of the balancer and 504.',
    by('media-type', 'header content-type'),
    SHOWS,
    page(504, '504 Gateway Time-out', "The server didn't respond in time."),
  ],
  [
    'b-chatanywhere-504-tengine-html',
    ['chatanywhere/GPT_API_free#97'],
    'Long answers end in a page and 504.',
    by('media-type', 'header content-type'),
    SHOWS,
    page(504, '504 Gateway Time-out', 'Tengine'),
  ],
  [
    'b-envoygw-429-text-plain',
    ['envoyproxy/gateway#5693'],
    'The limit of a gateway is told in a few bytes of text.',
    by('media-type', 'header content-type'),
    SHOWS,
    { ...refusing(() => true, { status: 429 }), ...errorText('text/plain', 'local_rate_limited') },
  ],
  [
    'b-easychen-proxy-stream-401-hang',
    ['easychen/openai-api-proxy#33'],
    'A refused stream gets no answer at all until the client gives up.',
    by('no-response', 'stream'),
    ['errors/wrong-key-streamed', 'errors/unknown-model-streamed'],
    onError((reply, context) => (bodyOf(context)['stream'] === true ? { ...reply, writes: [], end: 'hang' } : reply)),
  ],
]);
