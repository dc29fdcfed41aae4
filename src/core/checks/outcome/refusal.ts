import { type Binding, type CheckInput, defineCheck } from '../../dialect/check.js';
import { dialectOf } from '../../dialect/index.js';
import { whyInconclusive } from './inconclusive.js';
import type { Mismatch } from '../../dialect/messages.js';
import type { Answer } from '../../dialect/answer.js';
import { asArray, asString, isObject } from '../../wire/json.js';
import { statusPlace } from '../../wire/place.js';
import { outcomeOf } from './outcome-of.js';
import type { Claim } from '../../model/claim.js';
import { member } from '../../wire/pointer.js';

/** An invalid request is refused, with a documented status if there is one. */
export const refusal = defineCheck({
  id: 'refusal',
  title: 'An invalid request is refused as documented',
  stage: 'http',
  scope: 'answer',
  kinds: ['accepted-invalid', 'wrong-status'],
  params: {
    type: 'object',
    properties: { status: { type: 'array', items: { type: 'integer' } } },
    additionalProperties: false,
  },
  runs: 'on-mistake',
  explainsOutcome: true,
  reportsOutcome: true,
  consequenceOf: ['no-response', 'http-message', 'error-in-ok', 'stream-error'],
  explain: {
    what: 'A request with a mistake that the documents say is refused (no key, a wrong key, a value out of range, an unknown model, …) gets the documented status, not a 2xx and not a 5xx.',
    causes:
      'Parameters that are dropped instead of validated; a fallback model for unknown names; an exception handler that turns every error of the backend into 500 or 502; a proxy that returns 200 with the error in the body.',
    falseAlarm:
      'A proxy may refuse the request first, with its own status. Endpoints without authentication (a server on localhost) accept a wrong key on purpose. In captures the mistake is inferred, so an acceptance is a note unless the documents state the refusal of a parameter, or the request lacks a required parameter (`model`, `messages`).',
    seen: [
      'ddalcu/mlx-serve#257',
      'llm-d/llm-d-inference-sim#666',
      'Mintplex-Labs/anything-llm#6430',
      'etalab-ia/OpenGateLLM#104',
      'bionic-gpt/bionic-gpt#166',
      'ogx-ai/ogx#2990',
      'tashfeenahmed/freellmapi#76',
      'router-for-me/CLIProxyAPI#3628',
      'kserve/kserve#3886',
    ],
  },
  applies: (input) => input.case.mistake !== null && input.answer.status !== 0 && whyInconclusive(input) === null,
  *judge(input, binding) {
    const documented = binding.with.status ?? [];
    const found = mismatchOf(input, documented);
    if (found === null) return;
    const mismatch = { ...found, ...citationOf(found, input, binding) };
    // Somebody else sent a captured request: its mistake is inferred from the request schema. No document says that a
    // server refuses everything outside its schema, so that only a stated refusal and a request without its required
    // parameters are above a note.
    const isInferred = input.case.origin === 'captured' && !lacksParameter(input);
    // A recorder may have changed what messages hold.
    const isOfMessages = input.case.about === dialectOf(input.spec).request.prompt;
    const isStated = binding.claim.level === 'must' && !isOfMessages;
    const isNote = mismatch.code === 'invalid-accepted' && isInferred && !isStated;
    yield isNote ? { ...mismatch, level: 'note' } : mismatch;
  },
});

/** Whether the body lacks a required parameter. What messages, tools and parts lack is another matter. */
function lacksParameter({ case: testCase, spec, answer: { request } }: CheckInput): boolean {
  if (testCase.mistake !== 'missing-field' || request === null) return false;
  return asArray(spec.schemas.request?.['required']).some((name) => !Object.hasOwn(request, String(name)));
}

function mismatchOf({ answer }: CheckInput, documented: readonly number[]): Mismatch | null {
  const args = { ...outcomeOf(answer), documented };
  if (answer.status >= 200 && answer.status < 300) {
    return { code: isRefused(answer) ? 'refusal-status' : 'invalid-accepted', args, at: statusPlace };
  }
  const right =
    documented.length > 0 ? documented.includes(answer.status) : answer.status >= 400 && answer.status < 500;
  return right ? null : { code: 'refusal-status', args, at: statusPlace };
}

/** Whether a 2xx response refuses: it contains an error, or a JSON object with none of the parts of an answer. */
function isRefused({ operation, form, reply, body }: Answer): boolean {
  if (reply.error !== null) return true;
  const isAnswer =
    reply.outputs.length > 0 || reply.emptyOutputs !== null || reply.usage !== null || reply.ids.length > 0;
  return operation === 'generate' && form === 'json' && body.ok && isObject(body.value) && !isAnswer;
}

/** The documented words that show the mismatch: those with the status, or those with the bound of the parameter. */
function citationOf(
  { code }: Mismatch,
  { case: { about, mistake }, spec }: CheckInput,
  { claim, claims, with: { status = [] } }: Binding<{ readonly status?: readonly number[] }>,
): Pick<Mismatch, 'claim' | 'cites'> {
  if (code === 'refusal-status') return { claim: claims.find((each) => namesStatus(each, status))?.id ?? claim.id };
  // Only the schema of requests has the bound, unless a sentence states the refusal.
  if (claim.level === 'must' || mistake === 'missing-field') return {};
  const [name = ''] = about.split('.', 1);
  const cites = asString(member(member(member(spec.schemas.request, 'properties'), name), 'x-claim'));
  return { cites: cites ?? undefined };
}

function namesStatus({ quote }: Claim, status: readonly number[]): boolean {
  return status.some((each) => new RegExp(`\\b${each}\\b`, 'u').test(quote ?? ''));
}
