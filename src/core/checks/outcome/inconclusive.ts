import type { Answer } from '../../dialect/answer.js';
import type { InconclusiveReason } from '../../model/case-result.js';
import type { Case } from '../../model/case.js';
import { member } from '../../wire/pointer.js';
import { describeSilence } from '../../wire/describe-silence.js';
import { quote } from '../../wire/quote.js';
import type { CheckInput } from '../../dialect/check.js';
import { SMALL_LIMIT } from '../../model/tolerances.js';
import { dialectOf } from '../../dialect/index.js';
import { reportsRateLimit } from '../../wire/client-error.js';
import { lacksCredit, wrapsClientError } from './client-error.js';

/** Why nothing follows from an answer about its request. */
export interface Inconclusive {
  readonly reason: InconclusiveReason;
  readonly detail: string;
}

/** Mistakes that are answered with 401 or 403. */
const KEY_MISTAKES: ReadonlySet<Case['mistake']> = new Set(['no-key', 'wrong-key', 'malformed-authorization']);

/** Wrong or undocumented ways to present a key. Unknown in captures. */
const WRONG_KEYS: ReadonlySet<string> = new Set(['none', 'wrong', 'malformed', 'foreign']);

type Given = Pick<CheckInput, 'case' | 'spec' | 'answer' | 'controlWorks'>;

/**
 * Why a refusal or a timeout is inconclusive; null if it is not. A 5xx, a timeout or a 401 is a divergence only while
 * the control request of the run works.
 */
export function whyInconclusive(input: Given): Inconclusive | null {
  const { case: testCase, spec, answer, controlWorks } = input;
  if (answer.status === 429) return { reason: 'rate-limited', detail: 'The endpoint answered 429 to every attempt.' };
  const { status } = answer;
  if (lacksCredit(answer))
    return { reason: 'rate-limited', detail: 'The endpoint answered 402: the account has no credit left.' };
  if (endsInRateLimit(answer))
    return { reason: 'rate-limited', detail: 'The stream ended with the error of a rate limit.' };
  if (isPostponed(answer)) {
    const detail = 'The endpoint answered 503 with Retry-After, and the request was not retried.';
    return { reason: 'server-error', detail };
  }
  const reason = dueToModel(input) ?? dueToOtherCredentials(input) ?? dueToUnknown(input);
  if (reason !== null || controlWorks === true) return reason;
  if (status === 0) return { reason: 'network', detail: `There was ${describeSilence(answer.exchange)}.` };
  if ((status === 401 || status === 403) && !concernsKey(input)) {
    return { reason: 'unauthorized', detail: `The endpoint answered ${status}; the key may be wrong.` };
  }
  if (status >= 500 || status === 408) {
    return {
      reason: 'server-error',
      detail: `The endpoint answered ${status}; it may have been down at that time.`,
    };
  }
  if (testCase.expects === 'accepted' && status < 300 && answer.reply.error !== null) {
    const what = answer.form === 'stream' ? 'The stream ended with an error' : 'The response contains an error';
    return { reason: 'server-error', detail: `${what}; the endpoint may have been down at that time.` };
  }
  if (testCase.expects === 'accepted' && dialectOf(spec).refusesModel(answer)) {
    const model = quote(answer.requested.model ?? '', 60);
    return { reason: 'not-observed', detail: `The endpoint answered ${status}: it refuses the model ${model}.` };
  }
  if (
    controlWorks === false &&
    testCase.expects === 'accepted' &&
    ([404, 405, 410].includes(status) || isRedirection(status))
  ) {
    return {
      reason: 'not-observed',
      detail: `The endpoint answered ${status}: the path or the model may not exist.`,
    };
  }
  return null;
}

/**
 * A 503 with Retry-After is about the moment and not about the request (RFC 9110, section 15.6.4): a gateway that stops
 * using an upstream for half a minute sends it to every request. The response to a retry counts, and so does one that wraps the 4xx of an upstream.
 */
function isPostponed(answer: Answer): boolean {
  if (answer.status !== 503 || answer.exchange.attempt > 0 || wrapsClientError(answer)) return false;
  return answer.header('retry-after').length > 0;
}

/** A stream that began, or at least its status, and then reports a rate limit, which is about the moment. */
export function endsInRateLimit({ form, reply }: Pick<Answer, 'form' | 'reply'>): boolean {
  return form === 'stream' && reply.error !== null && reportsRateLimit(reply.error.value);
}

/** A refusal that is due to the model and not to the endpoint, by its error code. */
function dueToModel({ case: testCase, spec, answer }: Given): Inconclusive | null {
  if (testCase.expects !== 'accepted' || answer.status !== 400 || answer.reply.error === null) return null;
  const error = member(answer.reply.error.value, 'error');
  const code = member(error, 'code');
  if (ranOut(answer, dialectOf(spec).request.tokenLimits)) {
    return {
      reason: 'model-declined',
      detail: 'The endpoint reports that the model used up its tokens before it generated text.',
    };
  }
  const differs = spec.features['models-differ'] !== undefined;
  if (differs && (code === 'unsupported_parameter' || code === 'unsupported_value')) {
    const param = member(error, 'param');
    const reported = `The endpoint reports that this model does not support ${quote(param, 60)} (${code}); the documents let models differ.`;
    const limits = dialectOf(spec).request.tokenLimits;
    const other = limits.some((name) => name === param) ? limits.find((name) => name !== param) : undefined;
    const todo = other === undefined ? '' : ` Use --limit-parameter ${other}.`;
    return { reason: 'not-observed', detail: reported + todo };
  }
  return null;
}

/** The key is wrong, or sent in another way, but headers of the user contain valid credentials. */
function dueToOtherCredentials({ answer }: Given): Inconclusive | null {
  const { auth } = answer.exchange.request;
  const accepted = answer.status !== 0 && answer.status !== 401 && answer.status !== 403;
  if (auth.kind === 'valid' || auth.beside !== true || !accepted) return null;
  return {
    reason: 'not-observed',
    detail: 'Headers of the run contain credentials, which may have authorised the request.',
  };
}

/** A documented request of somebody else was refused: the reason may be one that a capture does not show. */
function dueToUnknown({ case: testCase, answer }: Given): Inconclusive | null {
  const { status, operation } = answer;
  if (testCase.suite !== 'captured' || testCase.expects !== 'accepted' || operation !== 'generate') return null;
  if ((status < 400 || status > 499) && !wrapsClientError(answer)) return null;
  return {
    reason: status === 401 || status === 403 ? 'unauthorized' : 'not-observed',
    detail: `The endpoint answered ${status}. The request is documented, and a capture does not show every reason of a refusal.`,
  };
}

/**
 * Some endpoints refuse with 400 if a model used up its tokens for reasoning (the limit "was reached"). This wording can
 * only make a case inconclusive.
 */
function ranOut(answer: Answer, limits: readonly string[]): boolean {
  const limit = answer.requested.limit?.tokens ?? Number.POSITIVE_INFINITY;
  const names = limits.some((name) => new RegExp(String.raw`${name}\b.*\breached`, 'iu').test(answer.text));
  return limit <= SMALL_LIMIT && names;
}

function isRedirection(status: number): boolean {
  return status >= 300 && status < 400;
}

function concernsKey({ case: testCase, answer }: Pick<CheckInput, 'case' | 'answer'>): boolean {
  return KEY_MISTAKES.has(testCase.mistake) || WRONG_KEYS.has(answer.exchange.request.auth.kind);
}
