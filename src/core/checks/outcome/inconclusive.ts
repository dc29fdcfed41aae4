import type { Answer } from '../../dialect/answer.js';
import type { InconclusiveReason } from '../../model/case-result.js';
import type { Case } from '../../model/case.js';
import { member } from '../../wire/pointer.js';
import { describeSilence } from '../../wire/describe-silence.js';
import { quote } from '../../wire/quote.js';
import type { CheckInput } from '../check.js';
import { SMALL_LIMIT } from '../../model/tolerances.js';
import { dialectOf } from '../../dialect/index.js';

/** Why an answer says nothing of the request that it answers. */
export interface Inconclusive {
  readonly reason: InconclusiveReason;
  readonly detail: string;
}

/** Mistakes to which 401 or 403 is the natural answer. */
const KEY_MISTAKES: ReadonlySet<Case['mistake']> = new Set(['no-key', 'wrong-key', 'malformed-authorization']);

/** Ways to present a key that are wrong, or not documented. A capture does not say. */
const WRONG_KEYS: ReadonlySet<string> = new Set(['none', 'wrong', 'malformed', 'foreign']);

type Given = Pick<CheckInput, 'case' | 'spec' | 'answer' | 'controlWorks'>;

/**
 * Why nothing can be concluded from a refusal or a silence; null where something can. A 5xx, a hang or a 401 counts
 * against the request only while the control request of the run is known to work.
 */
export function whyInconclusive(view: Given): Inconclusive | null {
  const { case: testCase, spec, answer, controlWorks } = view;
  if (answer.status === 429) return { reason: 'rate-limited', detail: 'The endpoint answered 429 to every attempt.' };
  const { status } = answer;
  if (status === 402)
    return { reason: 'rate-limited', detail: 'The endpoint answered 402: there is nothing left to pay with.' };
  if (isPutOff(answer)) {
    const detail = 'The endpoint answered 503 and said when to come back (Retry-After); it was not asked again.';
    return { reason: 'server-error', detail };
  }
  const doubt = doubtOfModel(view) ?? doubtOfKey(view);
  if (doubt !== null || controlWorks === true) return doubt;
  if (status === 0) return { reason: 'network', detail: `There was ${describeSilence(answer.exchange)}.` };
  if ((status === 401 || status === 403) && !concernsKey(view)) {
    return { reason: 'unauthorized', detail: `The endpoint answered ${status}, and the key is not known to be right.` };
  }
  if (status >= 500 || status === 408) {
    return {
      reason: 'server-error',
      detail: `The endpoint answered ${status}, and is not known to have worked at that time.`,
    };
  }
  if (testCase.expects === 'accepted' && dialectOf(spec).refusesModel(answer)) {
    const model = quote(answer.requested.model ?? '', 60);
    return { reason: 'not-observed', detail: `The endpoint answered ${status}, and refuses the model ${model}.` };
  }
  if (
    controlWorks === false &&
    testCase.expects === 'accepted' &&
    ([404, 405, 410].includes(status) || isRedirection(status))
  ) {
    return {
      reason: 'not-observed',
      detail: `The endpoint answered ${status}: there may be no such path, or no such model.`,
    };
  }
  return null;
}

/**
 * An answer that speaks of the moment and not of the request: RFC 9110, section 15.6.4. A gateway that puts an upstream
 * aside for half a minute after one bad request says so to every request. What it says once that time is over counts.
 */
function isPutOff(answer: Answer): boolean {
  return answer.status === 503 && answer.exchange.attempt === 0 && answer.header('retry-after').length > 0;
}

/** A refusal that says of the model, and not of the endpoint, that it cannot: by its code, not by its words. */
function doubtOfModel({ case: testCase, spec, answer }: Given): Inconclusive | null {
  if (testCase.expects !== 'accepted' || answer.status !== 400 || answer.reply.error === null) return null;
  const error = member(answer.reply.error.value, 'error');
  const code = member(error, 'code');
  if (ranOut(answer, dialectOf(spec).request.tokenLimits)) {
    return {
      reason: 'model-declined',
      detail: 'The model used up its tokens before it said a word, says the endpoint.',
    };
  }
  const differs = spec.features['models-differ'] !== undefined;
  if (differs && (code === 'unsupported_parameter' || code === 'unsupported_value')) {
    const param = member(error, 'param');
    const told = `The endpoint says that this model does not take ${quote(param, 60)} (${code}); the documents let models differ.`;
    const limits = dialectOf(spec).request.tokenLimits;
    const other = limits.some((name) => name === param) ? limits.find((name) => name !== param) : undefined;
    const todo = other === undefined ? '' : ` Ask with --limit-parameter ${other}.`;
    return { reason: 'not-observed', detail: told + todo };
  }
  return null;
}

/** Where the key is presented wrongly, or in another way, beside headers of the user's own that present one rightly. */
function doubtOfKey({ answer }: Given): Inconclusive | null {
  const { kind, beside } = answer.exchange.request.auth;
  const letIn = answer.status !== 0 && answer.status !== 401 && answer.status !== 403;
  if (kind === 'valid' || beside !== true || !letIn) return null;
  return {
    reason: 'not-observed',
    detail: 'Headers given for the run carry credentials of their own, which may have let the request in.',
  };
}

/**
 * Some endpoints refuse with 400 where a model that reasons ran out of tokens before it said a word (the limit
 * "was reached"). These words only excuse the endpoint.
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
