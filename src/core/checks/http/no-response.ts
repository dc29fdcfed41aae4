import type { Ending } from '../../model/exchange.js';
import { timedOut } from '../../wire/may-be-retried.js';
import { bodyPlace, streamPlace } from '../../wire/place.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';

const BROKEN: ReadonlySet<Ending> = new Set(['closed', 'reset']);

/** A request gets a response, and the response is complete. */
export const noResponse = defineCheck({
  id: 'no-response',
  title: 'The request gets a complete response',
  stage: 'http',
  scope: 'answer',
  kinds: ['stalled', 'truncated'],
  looksAt: 'timeouts-too',
  fatal: ['form', 'framing', 'schema'],
  consequenceOf: ['http-message', 'content-length'],
  explain: {
    what: 'A request gets a response, and a response that is not an event stream is complete. The check runs only while the control request of the run succeeds, so that a timeout belongs to this request and not to the network. A request that times out is sent again: a timeout that does not occur twice is a note.',
    causes:
      'A proxy that drops an error of the upstream on the streaming path; a worker that crashes on a parameter; a handler that never ends the response.',
    falseAlarm:
      'A model may need longer than the timeout for its first token (cold start, long queue): raise the timeout. A connection may break by chance.',
    seen: ['easychen/openai-api-proxy#33', 'gonka-ai/gonka#1318'],
  },
  applies: (input) =>
    input.controlWorks === true &&
    (timedOut(input.answer.exchange) || isBroken(input) || input.answer.exchange.end === 'complete'),
  *judge(input) {
    const { answer } = input;
    if (answer.form === 'stream' || (!timedOut(answer.exchange) && !isBroken(input))) return;
    const { end, endCode: code, ms: within, response } = answer.exchange;
    const bytes = answer.bytes.length;
    const at = response === null || answer.requested.stream ? streamPlace : bodyPlace();
    if (timedOut(answer.exchange)) {
      const level = input.again === null || timedOut(input.again.exchange) ? undefined : 'note';
      if (response === null) yield { code: 'no-response', args: { within, code }, at, level };
      else yield { code: 'body-stalled', args: { bytes, within, code }, at, level };
    } else if (response === null) yield { code: 'no-response-closed', args: { end, code }, at };
    else yield { code: 'body-cut', args: { bytes, end, code }, at };
  },
});

function isBroken({ answer }: CheckInput): boolean {
  return BROKEN.has(answer.exchange.end);
}
