import type { Answer } from '../../dialect/answer.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { VARIATIONS, type Variation } from '../../model/exchange.js';
import { isVariationFailure } from '../../dialect/variation-failure.js';
import { statusPlace } from '../../wire/place.js';
import { outcomeOf } from './outcome-of.js';

/** A request gets the same answer in every form that HTTP and JSON leave to the client. */
export const requestForm = defineCheck({
  id: 'request-form',
  title: 'The form of a request changes nothing',
  stage: 'http',
  scope: 'answer',
  kinds: ['refused', 'unusual-form'],
  looksAt: 'variations',
  params: {
    type: 'object',
    properties: { forms: { type: 'array', items: { enum: VARIATIONS } } },
    required: ['forms'],
    additionalProperties: false,
  },
  explain: {
    what: 'Some requests are written in a form that HTTP and JSON leave to the client: a chunked body, another Accept header, `\\u` escapes, white space around the JSON, capital header names, a charset. If such a request fails, it is sent again in its plain form, and if that succeeds, again in the varied form. Only a form that fails twice, with a plain request that succeeds between, is reported; the plain answer is judged for everything else.',
    causes:
      'A hand-written HTTP server that reads Content-Length alone; a gateway that searches the body text for `"stream":true`; a router that compares Content-Type or Accept with one string; a proxy that compares header names by case.',
    falseAlarm:
      'An endpoint that fails by chance can fail twice and succeed between. A server may require Content-Length with status 411, and refuse an Accept header for a stream with 406: these are notes.',
    seen: [
      'antirez/ds4#423',
      'oobabooga/textgen#3870',
      'Sophomoresty/gemini-web2api#70',
      'kapitan-ai/orchard#257',
      'openai/openai-node#375',
    ],
  },
  applies: (input, { with: { forms } }) => {
    const { variation } = input.answer.exchange;
    if (variation === undefined || !forms.includes(variation)) return false;
    return !isVariationFailure(input.answer) || isConfirmed(input);
  },
  *judge(input) {
    const { answer } = input;
    const { variation } = answer.exchange;
    if (variation === undefined || !isVariationFailure(answer)) return;
    yield {
      code: 'form-refused',
      args: { ...outcomeOf(answer), form: variation, answered: answer.status >= 200 && answer.status < 300 },
      at: statusPlace,
      level: isAllowed(answer, variation) ? 'note' : undefined,
    };
  },
});

/** Whether the plain request succeeded, and the varied one failed again. */
function isConfirmed({ answers: [, plain, again] }: CheckInput): boolean {
  return plain !== undefined && again !== undefined && !isVariationFailure(plain) && isVariationFailure(again);
}

/**
 * RFC 9112, section 6.3: a server may require a length with 411. RFC 9110, section 12.5.1: it may send 406 where no
 * representation is acceptable, and a stream is not `application/json`.
 */
function isAllowed({ status, requested }: Answer, variation: Variation): boolean {
  if (variation === 'chunked-body') return status === 411;
  return variation === 'accept-json' && requested.stream && status === 406;
}
