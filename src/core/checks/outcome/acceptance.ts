import type { Spec } from '../../model/spec.js';
import { type CheckInput, defineCheck } from '../../dialect/check.js';
import { whyInconclusive } from './inconclusive.js';
import { statusPlace } from '../../wire/place.js';
import { outcomeOf } from './outcome-of.js';

/**
 * A request that the documents allow gets a 2xx response. An error inside a 200 is reported here only if no check of the
 * form or the framing reports it at its own place.
 */
export const acceptance = defineCheck({
  id: 'acceptance',
  title: 'A documented request is accepted',
  stage: 'http',
  scope: 'answer',
  kinds: ['refused'],
  runs: 'always',
  explainsOutcome: true,
  reportsOutcome: true,
  consequenceOf: ['no-response', 'http-message', 'error-in-ok', 'stream-error', 'recovers'],
  explain: {
    what: 'A request that the documents allow gets a 2xx status and no error. A documented parameter is not refused. If the documents do not say whether a request is accepted, it may get a 4xx status, but not a 5xx.',
    causes:
      'A gateway that validates against a narrower schema than the one it publishes; a backend that does not know the parameter; a template or converter that raises an exception, which becomes a 500.',
    falseAlarm:
      'The model of the run may lack a feature (tools, logprobs, images) that the API documents: run with a model that has it. The control request detects most quotas and outages, but not all.',
    seen: [
      'ggml-org/llama.cpp#23463',
      'ggml-org/llama.cpp#17572',
      'lyracode-app/Lyra-Code#30',
      'ryanbr/noop#765',
      'responsibleai/ASSERT#306',
      'SamSaffron/term-llm#414',
    ],
  },
  applies: (input) =>
    (input.case.expects === 'accepted' ||
      (input.case.expects === 'either' && (input.answer.status >= 500 || input.together.length > 0))) &&
    input.answer.status !== 0 &&
    whyInconclusive(input) === null,
  *judge(input) {
    if (!isRefused(input)) return;
    if (input.together.length > 0) {
      yield {
        code: 'refused-together',
        args: { ...outcomeOf(input.answer), parameters: input.together },
        at: statusPlace,
      };
      return;
    }
    const code = input.case.expects === 'either' ? 'server-error' : 'not-accepted';
    yield { code, args: outcomeOf(input.answer), at: statusPlace };
  },
});

function isRefused({ answer, spec }: CheckInput): boolean {
  if (answer.status < 200 || answer.status >= 300) return true;
  return answer.reply.error !== null && !(answer.reply.outputs.length > 0 && describesStreamErrors(spec));
}

/** Whether the documents describe an error that ends a stream: a request that fails so was accepted before. */
function describesStreamErrors({ claims }: Spec): boolean {
  return claims.some(({ heldBy }) =>
    heldBy.some(
      (holder) => holder.by === 'check' && holder.check === 'stream-error' && holder.with['described'] === true,
    ),
  );
}
