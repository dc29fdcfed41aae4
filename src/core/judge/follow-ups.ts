import { defined } from '../model/defined.js';
import { dialectOf } from '../dialect/index.js';
import { readOnce } from '../dialect/read-answer.js';
import { withDefaults } from '../dialect/request-defaults.js';
import type { Answer } from '../dialect/answer.js';
import type { Adaptation, Dialect, RequestUnit } from '../dialect/dialect.js';
import type { Case, Step } from '../model/case.js';
import type { Exchange, FollowUp } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { promises } from '../schema/promises.js';
import { isVariationFailure } from '../dialect/variation-failure.js';
import { suspectingCheck } from '../checks/framing/stream-timing.js';
import { timedOut } from '../wire/may-be-retried.js';
import { indexClaims } from './claim-index.js';
import { searchSmallest } from './smallest-set.js';
import { declinedOf, showsStimulus } from './stimulus.js';

/** A request of a step, or a follow-up of it: its last attempt, and the earlier ones. */
export interface Sending {
  readonly followUp: FollowUp | null;
  readonly answer: Answer;
  /** Oldest first. */
  readonly attempts: readonly Answer[];
}

/** The sendings of one step: the planned request, then its follow-ups. */
export function sendingsOf(exchanges: readonly Exchange[], dialect: Dialect): readonly Sending[] {
  const groups = new Map<number, Exchange[]>();
  const inOrder = exchanges.toSorted(
    (a, b) => (a.followUp?.number ?? 0) - (b.followUp?.number ?? 0) || a.attempt - b.attempt,
  );
  for (const exchange of inOrder) {
    const number = exchange.followUp?.number ?? 0;
    groups.set(number, [...(groups.get(number) ?? []), exchange]);
  }
  return [...groups.values()].flatMap((group) => {
    const answers = group.map((exchange) => readOnce(exchange, dialect));
    const answer = answers.at(-1);
    return answer === undefined
      ? []
      : [{ followUp: answer.exchange.followUp ?? null, answer, attempts: answers.slice(0, -1) }];
  });
}

/** A planned step as it was sent: in its form, and with the answer that it continues. */
export function sentStep(step: Step, first: Sending): Step;
export function sentStep(step: Step | undefined, first: Sending): Step | undefined;
export function sentStep(step: Step | undefined, { answer }: Sending): Step | undefined {
  if (step === undefined) return undefined;
  const { variation } = answer.exchange;
  return {
    ...step,
    ...defined({
      variation,
      body: step.answerAt === undefined ? undefined : (answer.request ?? undefined),
    }),
  };
}

/** Whether an answer to a request with parameters together fails; null if nothing follows from it. */
export type Fails = (answer: Answer) => boolean | null;

/** The next request of a step, in addition to its planned one. */
export interface NextRequest {
  readonly step: Step;
  readonly followUp: FollowUp;
}

/**
 * The next follow-up of a step: of a varied request that failed, the plain one and the varied one again; of parameters that
 * fail together, the next set to try; of a timeout, the same request again; of an answer without the stimulus of its case,
 * the request changed to what the model can do. Null if none is left.
 */
export function nextFollowUp(
  testCase: Case,
  step: Step,
  specs: readonly Spec[],
  sendings: readonly Sending[],
  fails: Fails,
): NextRequest | null {
  const [first] = sendings;
  if (first === undefined) return null;
  const next = (reason: FollowUp['reason'], changed: Step): NextRequest => ({
    step: changed,
    followUp: { number: sendings.length, reason },
  });
  const { variation, ...plain } = step;
  const [of = null] = specs;
  if (of === null) return null;
  const repeated = sendings.some(({ followUp }) => followUp?.reason === 'again');
  if (testCase.expects === 'refused') return repeated || !isTimeout(first) ? null : next('again', step);
  if (variation !== undefined && isVariationFailure(first.answer)) {
    const [again, confirmed] = sendings.slice(1);
    if (again === undefined) return next('plain', plain);
    if (confirmed === undefined && !isVariationFailure(again.answer)) return next('varied', step);
    if (again.followUp?.reason === 'plain' && isVariationFailure(again.answer)) return null;
  }
  const base = baseSending(sendings) ?? first;
  if (!repeated && specs.some((spec) => isSuspect(base.answer, spec)))
    return next('again', base === first ? step : plain);
  if (testCase.combines === true) {
    const search = searchUnits(step, sendings, of, fails);
    return search === null || 'found' in search
      ? null
      : next('subset', { ...plain, body: keepUnits(step, search.next, of) });
  }
  const adaptation = adaptationsOf(testCase, step, specs, sendings)[countAdapted(sendings)];
  if (adaptation === undefined || judgedSending(testCase, step, specs, sendings, fails).adapted !== null) return null;
  return next('adapted', { ...plain, body: adaptation.body });
}

/** Whether a request timed out, or the times of a stream show what a claim of the spec excludes. */
export function isSuspect(answer: Answer, spec: Spec): boolean {
  if (answer.form !== 'stream' && timedOut(answer.exchange)) return true;
  const check = suspectingCheck(answer, spec);
  return check !== null && indexClaims(spec).byCheck.has(check);
}

function searchUnits(step: Step, sendings: readonly Sending[], spec: Spec, fails: Fails) {
  const [first, ...others] = sendings;
  if (first === undefined || step.body === undefined || fails(first.answer) !== true) return null;
  const results = others.filter(({ followUp }) => followUp?.reason === 'subset').map(({ answer }) => fails(answer));
  if (results.includes(null)) return null;
  const units = dialectOf(spec).request.units(step.body);
  return units.length < 2
    ? null
    : searchSmallest(
        units,
        results.map((each) => each === true),
      );
}

/** The parameters that fail together, and the request with them alone; null if one fails by itself, or none does. */
export interface Together {
  readonly names: readonly string[];
  readonly sending: Sending;
}

/** What the follow-ups of a case about parameters together found. */
export function findTogether(step: Step, sendings: readonly Sending[], spec: Spec, fails: Fails): Together | null {
  const search = searchUnits(step, sendings, spec, fails);
  if (search === null || 'next' in search || search.found.length < 2) return null;
  const sending = sendings.findLast(({ answer }) => sendsUnits(answer, search.found, step, spec)) ?? sendings[0];
  return sending === undefined ? null : { names: search.found.map(({ name }) => name).toSorted(), sending };
}

function sendsUnits(answer: Answer, units: readonly RequestUnit[], step: Step, spec: Spec): boolean {
  return JSON.stringify(answer.request) === JSON.stringify(keepUnits(step, units, spec));
}

/** The body of a step with these units alone, and what the documents require with them. */
function keepUnits({ body = {} }: Step, units: readonly RequestUnit[], spec: Spec): JsonObject {
  return withDefaults(dialectOf(spec).request.keep(body, units), spec);
}

function adaptationsOf(
  testCase: Case,
  step: Step,
  specs: readonly Spec[],
  sendings: readonly Sending[],
): readonly Adaptation[] {
  const [spec] = specs;
  const base = baseSending(sendings);
  if (spec === undefined || base === undefined || step.body === undefined || !base.answer.succeeded) return [];
  const declined = declinedOf(testCase, base.answer, dialectOf(spec));
  if (declined === null) return [];
  const adaptations = dialectOf(spec).request.adapt(step.body, {
    ...declined,
    promises: (feature) => specs.every((each) => promises(each, feature)),
  });
  return adaptations.map(({ body, elicits }) => ({ body: specs.reduce(withDefaults, body), elicits }));
}

const isAdapted = ({ followUp }: Sending): boolean => followUp?.reason === 'adapted';

function countAdapted(sendings: readonly Sending[]): number {
  return sendings.filter(isAdapted).length;
}

/**
 * The sending that answers the planned request: a varied request that fails twice is replaced by the plain one between. If
 * it fails once, it stays: a divergence is never retried away. A stream that ran into a timeout is replaced by the one that
 * was sent again and did not.
 */
function baseSending(sendings: readonly Sending[]): Sending | undefined {
  const [first, plain] = sendings;
  const isReplaced = plain?.followUp?.reason === 'plain' && (isConfirmed(sendings) || isVariationFailure(plain.answer));
  const base = isReplaced ? plain : first;
  const again = sendings.find(({ followUp }) => followUp?.reason === 'again');
  return again !== undefined && isTimeout(base) && !isTimeout(again) ? again : base;
}

/** Whether the answer of a sending ran into a timeout. */
export function isTimeout(sending: Sending | undefined): boolean {
  return sending !== undefined && timedOut(sending.answer.exchange);
}

/** Whether a varied request failed twice, and the plain one between did not. */
export function isConfirmed([first, plain, again]: readonly Sending[]): boolean {
  return (
    first !== undefined &&
    isVariationFailure(first.answer) &&
    plain?.followUp?.reason === 'plain' &&
    !isVariationFailure(plain.answer) &&
    again?.followUp?.reason === 'varied' &&
    isVariationFailure(again.answer)
  );
}

/** What is judged of the sendings of a step. */
export interface Judged {
  readonly base: Sending | undefined;
  /** A changed request that shows the stimulus, with the text that it requests; null for none. */
  readonly adapted: { readonly sending: Sending; readonly elicits: string | null } | null;
  readonly together: Together | null;
}

/** Selects what is judged of the sendings of a step. */
export function judgedSending(
  testCase: Case,
  step: Step,
  specs: readonly Spec[],
  sendings: readonly Sending[],
  fails: Fails,
): Judged {
  const base = baseSending(sendings);
  const [spec] = specs;
  if (spec === undefined) return { base, adapted: null, together: null };
  const together = testCase.combines === true ? findTogether(step, sendings, spec, fails) : null;
  if (together !== null) return { base: together.sending, adapted: null, together };
  const adaptations = adaptationsOf(testCase, step, specs, sendings);
  const changed = sendings.filter(isAdapted).flatMap((sending, n) => {
    const elicits = adaptations[n]?.elicits ?? null;
    const shows =
      adaptations[n] !== undefined &&
      sending.answer.succeeded &&
      showsStimulus({ ...testCase, elicits }, sending.answer, dialectOf(spec));
    return shows ? [{ sending, elicits }] : [];
  });
  return { base, adapted: changed[0] ?? null, together: null };
}
