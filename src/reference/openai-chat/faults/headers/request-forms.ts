import { faultsOf, reportedBy } from '../kit/fault.js';
import { refusingHeader } from '../kit/refusals.js';

const FORM = reportedBy('request-form', 'status');

/** Forms of a request that HTTP and JSON leave to the client, and that are rejected. */
export const requestForms = faultsOf('headers', [
  {
    id: 'chunked-request-rejected',
    seen: ['antirez/ds4#423', 'Sophomoresty/gemini-web2api#70'],
    title: 'The body is read by its Content-Length alone: a chunked body is empty.',
    expect: FORM,
    shownBy: ['tools/no-parameters'],
    hooks: refusingHeader('transfer-encoding', /chunked/u, { message: 'invalid JSON request' }),
  },
  {
    id: 'event-stream-accepted-alone-406',
    seen: ['kapitan-ai/orchard#257'],
    title: 'A request with Accept: text/event-stream gets 406.',
    expect: FORM,
    shownBy: ['streaming/tool-call'],
    hooks: refusingHeader('accept', /^text\/event-stream$/u, { status: 406, message: 'Not acceptable' }),
  },
  {
    id: 'charset-rejected',
    seen: ['RageAgainstThePixel/OpenAI-DotNet#236'],
    title: 'A charset in the Content-Type of the request gets 415.',
    expect: FORM,
    shownBy: ['tools/several-tools'],
    hooks: refusingHeader('content-type', /charset/u, { status: 415, message: 'Unsupported content type' }),
  },
]);
