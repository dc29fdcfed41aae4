import { statusPlace } from '../../wire/place.js';
import { defineCheck } from '../../dialect/check.js';
import { wrapsClientError } from './client-error.js';
import { whyInconclusive } from './inconclusive.js';
import { outcomeOf } from './outcome-of.js';

/** Statuses of a server that failed. A 501 may name a method that is not implemented, a 503 an outage. */
const FAILED: ReadonlySet<number> = new Set([500, 502]);

/** A mistake of the client does not become a failure of the server. */
export const mistakeStatus = defineCheck({
  id: 'mistake-status',
  title: 'An invalid request does not get a server error',
  stage: 'http',
  scope: 'answer',
  kinds: ['wrong-status'],
  explainsOutcome: true,
  consequenceOf: ['refusal', 'acceptance', 'no-response', 'http-message'],
  explain: {
    what: 'A request that is invalid on purpose (the wrong method, an unknown path, …) does not get 500 or 502, even if the documents do not define the status of its refusal. Nor does it get a 5xx whose body reports a 4xx of the upstream.',
    causes:
      'A router without a handler for other methods; an exception handler that turns every exception into a 500; a gateway that wraps every refusal of its upstream into one status.',
    falseAlarm: 'The server may have failed at that moment for another reason: repeat the case.',
    seen: ['llm-d/llm-d-inference-sim#666'],
  },
  applies: (input) => input.case.mistake !== null && input.answer.status !== 0 && whyInconclusive(input) === null,
  *judge({ answer }) {
    if (!FAILED.has(answer.status) && !wrapsClientError(answer)) return;
    yield { code: 'refusal-status', args: { ...outcomeOf(answer), documented: [] }, at: statusPlace };
  },
});
