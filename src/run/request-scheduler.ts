import { allCasesConform } from '../core/judge/all-cases-conform.js';
import type { Step } from '../core/model/case.js';
import { exchangeOfCase, type Exchange } from '../core/model/exchange.js';
import { costOfSteps } from '../core/plan/estimate.js';
import { requestsOf } from '../core/plan/requests-of.js';
import type { PlannedRequest } from '../core/plan/planned-request.js';
import type { Share } from './budget.js';
import { withTimeLimit } from '../io/time-limit.js';
import { isReached } from '../core/wire/may-be-retried.js';
import { makeRequestSender } from './request-sender.js';
import type { Endpoint, RunContext } from './context.js';
import { makeSharedResponses } from './shared-responses.js';

/** Sends the requests of a plan to one endpoint, each once per repetition, whichever cases share it. */
export interface RequestScheduler {
  /** The exchanges of the case at `planned`; null if the run ended before all its responses arrived. */
  exchangesOf(planned: number, repetition: number): Promise<readonly Exchange[] | null>;
  sharingOf(planned: number): Sharing;
}

/**
 * How a case shares requests with others: it sends one that others wait for (`leads`), or only requests that others send
 * before it (`follows`), or it shares none (`alone`).
 */
export type Sharing = 'leads' | 'alone' | 'follows';

/** What became of a batched request. */
type BatchOutcome =
  | { readonly kind: 'accepted'; readonly attempts: readonly Exchange[] }
  | { readonly kind: 'rejected' | 'run-ended' };

/** Makes the scheduler of an endpoint. */
export function makeRequestScheduler(endpoint: Endpoint, context: RunContext, works: () => boolean): RequestScheduler {
  const { cases, complete } = endpoint;
  const { specs, budget, redactor, judgingLimit } = context;
  const requests = requestsOf(cases, specs, complete);
  const sender = makeRequestSender(endpoint, context, works);
  const responses = makeSharedResponses();

  /** Reserves the budget for those requests that were not sent yet. */
  const openShare = (needed: readonly PlannedRequest[], repetition: number): Promise<Share | null> => {
    const unsent = needed.filter(
      (request) => !responses.has(request, repetition) && sender.earlier(request, repetition).length === 0,
    );
    return budget.open(costOfSteps(unsent.map(({ step }) => step)));
  };

  const sendAlone = async (request: PlannedRequest, repetition: number) => {
    const share = await openShare([request], repetition);
    if (share === null) return null;
    try {
      return await sender.send(request, repetition, share);
    } finally {
      share.close();
    }
  };

  const sendBatch = async (batch: PlannedRequest, repetition: number): Promise<BatchOutcome> => {
    const response = responses.take(batch, repetition, () => sendAlone(batch, repetition));
    const attempts = await response.attempts;
    if (attempts === null) return { kind: 'run-ended' };
    const members = batch.plannedSteps.flatMap(({ planned }) => cases[planned] ?? []);
    // By what is recorded, so that the record shows which requests count.
    const isAccepted = await response.accepted(async () => {
      const judge = await context.loadJudge();
      const recorded = attempts.map((each) => redactor.exchange(each));
      return withTimeLimit(() => allCasesConform(recorded, members, specs, judge), judgingLimit)?.value ?? false;
    });
    return isAccepted ? { kind: 'accepted', attempts } : { kind: 'rejected' };
  };

  const ownRequests = (planned: number): readonly PlannedRequest[] =>
    (cases[planned]?.steps ?? []).map((_, step) => requests.requestFor({ planned, step }));

  const continued = async (step: Step, planned: number, before: readonly Exchange[]): Promise<Step | null> => {
    // The readers of responses are loaded when the first response has come.
    const { withAnswer } = await import('../core/plan/answer-step.js');
    const own = specs.filter(({ id }) => cases[planned]?.specs.includes(id));
    // By what is recorded, so that the record shows what is sent.
    return withAnswer(
      step,
      before.map((each) => redactor.exchange(each)),
      own,
    );
  };

  /** Sends the steps of a case in order, until one does not reach the endpoint. */
  const sendSteps = async (planned: number, repetition: number): Promise<readonly Exchange[] | null> => {
    const own = ownRequests(planned);
    const share = await openShare(own, repetition);
    if (share === null) return null;
    const exchanges: Exchange[] = [];
    try {
      let before: readonly Exchange[] = [];
      for (const request of own) {
        const step =
          request.step.answerAt === undefined ? request.step : await continued(request.step, planned, before);
        if (step === null) break;
        const response = responses.take(request, repetition, () =>
          sender.send({ ...request, step }, repetition, share),
        );
        const attempts = await response.attempts;
        if (attempts === null) return null;
        exchanges.push(...attempts);
        if (!isReached(attempts.at(-1))) break;
        before = attempts;
      }
    } finally {
      share.close();
    }
    return exchanges;
  };

  return {
    sharingOf(planned) {
      const batch = requests.batchFor(planned);
      const own = batch === null ? ownRequests(planned) : [batch];
      const led = own.filter(({ plannedSteps: [first] }) => first?.planned === planned);
      if (led.length === 0) return 'follows';
      return led.some(({ plannedSteps }) => plannedSteps.length > 1) ? 'leads' : 'alone';
    },
    async exchangesOf(planned, repetition) {
      const batch = requests.batchFor(planned);
      const outcome: BatchOutcome = batch === null ? { kind: 'rejected' } : await sendBatch(batch, repetition);
      if (outcome.kind === 'run-ended') return null;
      const exchanges = outcome.kind === 'accepted' ? outcome.attempts : await sendSteps(planned, repetition);
      const id = cases[planned]?.id ?? '';
      return exchanges?.flatMap((exchange) => exchangeOfCase(exchange, id) ?? []) ?? null;
    },
  };
}
