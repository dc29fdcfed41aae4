import { defined } from '../core/model/defined.js';
import type { Case, Step } from '../core/model/case.js';
import type { Exchange, FollowUp } from '../core/model/exchange.js';
import type { PlannedRequest } from '../core/plan/planned-request.js';
import { makePause } from '../io/http/rate-limit.js';
import { sendAttempts } from '../io/http/send-attempts.js';
import type { Share } from './budget.js';
import { makeFollowUps } from './follow-ups.js';
import type { Endpoint, RunContext } from './context.js';

/** Sends planned requests to one endpoint and records their exchanges. */
export interface RequestSender {
  /** All attempts at a request, oldest first; null if the run ended before its last attempt. */
  send(request: PlannedRequest, repetition: number, share: Share): Promise<readonly Exchange[] | null>;
  /** The attempts that the resumed run made. */
  earlier(request: PlannedRequest, repetition: number): readonly Exchange[];
}

/**
 * Makes the sender of an endpoint. Its requests share one pause.
 * @param works whether the endpoint is known to work: until then no follow-ups are sent, which would repeat an outage
 */
export function makeRequestSender(
  { cases, send, against }: Endpoint,
  { specs, judgingLimit, repeat, policy, clock, pace, restored, nextId, signal, push }: RunContext,
  works: () => boolean,
): RequestSender {
  const pause = makePause(clock, policy.budget);
  /** Whether a retry succeeded after a 5xx: then a second 5xx to a wrong request may be by chance too. */
  let failsByChance = false;

  const earlier: RequestSender['earlier'] = ({ plannedSteps: [first], batched }, repetition) =>
    first === undefined ? [] : restored.sent({ planned: first.planned, against, repetition }, first.step, batched);

  const askAgain = makeFollowUps({ specs, judgingLimit });

  return {
    earlier,
    async send(request, repetition, share) {
      const members = request.plannedSteps.flatMap(({ planned, step }) => {
        const testCase = cases[planned];
        return testCase === undefined ? [] : [{ testCase, planned, caseStep: { case: testCase.id, step } }];
      });
      const [first, ...others] = members;
      if (first === undefined) return null;
      const labels = defined({
        also: others.length === 0 ? undefined : others.map(({ caseStep }) => caseStep),
        joined: request.batched ? true : undefined,
        repetition: repeat > 1 ? repetition : undefined,
      });
      const restoredExchanges = earlier(request, repetition);

      /** All attempts at the planned step, or at a follow-up; null if the run ended before the last one. */
      const attempt = async (step: Step, followUp: FollowUp | null): Promise<readonly Exchange[] | null> => {
        const attempts = restoredExchanges.filter((each) => each.followUp?.number === followUp?.number);
        let isAffordable = true;
        const sent = sendAttempts(step, first.caseStep, {
          send,
          policy,
          pause,
          pace,
          clock,
          nextId,
          earlier: attempts.slice(),
          signal,
          statusRetries: statusRetries(request, first.testCase, failsByChance),
          afford: () => (isAffordable = share.extend()),
        });
        for await (const received of sent) {
          // An exchange that the end of the run interrupted shows nothing about the endpoint.
          if (signal.aborted && received.endCode === 'ABORTED') return null;
          const exchange = { ...received, ...labels, ...defined({ followUp: followUp ?? undefined }) };
          attempts.push(exchange);
          share.spend(exchange);
          push({
            type: 'exchange',
            exchange,
            planned: first.planned,
            ...defined({ against: against || undefined }),
          });
        }
        failsByChance ||= recovered(attempts);
        return signal.aborted || !isAffordable ? null : attempts;
      };

      const exchanges = await attempt(request.step, null);
      if (exchanges === null || request.batched || !works()) return exchanges;
      let all = exchanges;
      for (;;) {
        const next = await askAgain(
          members.map(({ testCase }) => testCase),
          request.step,
          all,
        );
        if (next === null) return all;
        const isRestored = restoredExchanges.some(({ followUp }) => followUp?.number === next.followUp.number);
        // Without room in the budget the planned response counts as it is.
        if (!isRestored && !share.extend()) return all;
        const more = await attempt(next.step, next.followUp);
        if (more === null) return null;
        all = [...all, ...more];
      }
    },
  };
}

/**
 * A failed batched request is not retried: its cases are sent separately. A deliberately wrong request is retried once: a
 * second 500 confirms that the server fails on it, unless the endpoint fails by chance.
 */
function statusRetries({ batched }: PlannedRequest, { expects }: Case, failsByChance: boolean): number | undefined {
  if (batched) return 0;
  return expects === 'refused' && !failsByChance ? 1 : undefined;
}

/** Whether a 5xx was followed by a response below 500. */
function recovered(attempts: readonly Exchange[]): boolean {
  const statuses = attempts.map(({ response }) => response?.status ?? 0);
  const last = statuses.at(-1) ?? 0;
  return last > 0 && last < 500 && statuses.some((status) => status >= 500);
}
