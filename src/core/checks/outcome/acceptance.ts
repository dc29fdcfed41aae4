import { type CheckInput, defineCheck } from '../check.js';
import { whyInconclusive } from './inconclusive.js';
import { statusPlace } from '../../wire/place.js';
import { outcomeOf } from './outcome-of.js';

/**
 * A request that the documents allow is answered with 2xx. An error inside a 200 is told here only where no check of
 * the form or of the framing tells it at its own place.
 */
export const acceptance = defineCheck({
  id: 'acceptance',
  title: 'A documented request is accepted',
  stage: 'http',
  scope: 'answer',
  kinds: ['refused'],
  runs: 'always',
  explainsOutcome: true,
  consequenceOf: ['no-response', 'http-message', 'error-in-ok', 'stream-error', 'recovers'],
  explain: {
    what: 'A request that the documents allow is answered with a status of 2xx and no error. A parameter that is documented may not be refused. Where the documents leave open whether a request is accepted, it may be refused with 4xx, never fail with 5xx.',
    causes:
      'A gateway that validates against a narrower schema than the one it publishes; a backend that does not know the parameter; a template or converter that raises, which surfaces as 500.',
    falseAlarm:
      'The model chosen for the run may lack the feature (tools, logprobs, images) although the API documents it: run with a model that has it. Quotas and outages are told apart by the control request, not always with success.',
    seen: [
      'ggml-org/llama.cpp#23463',
      'ggml-org/llama.cpp#17572',
      'lyracode-app/Lyra-Code#30',
      'ryanbr/noop#765',
      'responsibleai/ASSERT#306',
      'SamSaffron/term-llm#414',
    ],
  },
  applies: (view) =>
    (view.case.expects === 'accepted' || (view.case.expects === 'either' && view.answer.status >= 500)) &&
    view.answer.status !== 0 &&
    whyInconclusive(view) === null,
  *judge(view) {
    if (!isRefused(view)) return;
    const code = view.case.expects === 'either' ? 'server-error' : 'not-accepted';
    yield { code, args: outcomeOf(view.answer), at: statusPlace };
  },
});

function isRefused({ answer }: CheckInput): boolean {
  return answer.status < 200 || answer.status >= 300 || answer.reply.error !== null;
}
