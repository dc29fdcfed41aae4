import { allCasesConform } from '../core/judge/all-cases-conform.js';
import type { Case } from '../core/model/case.js';
import type { RunEvent } from '../core/model/event.js';
import type { Exchange } from '../core/model/exchange.js';
import { costOfSteps } from '../core/plan/estimate.js';
import type { PlannedRequest } from '../core/plan/planned-request.js';
import { requestsOf } from '../core/plan/requests-of.js';
import { exchangeOfCase } from '../core/model/exchange-of-case.js';
import { makePause } from '../io/http/pacing.js';
import { sendAttempts } from '../io/http/send-attempts.js';
import type { Send } from '../io/http/send.js';
import type { Share } from './budget.js';
import { isReached } from './preflight.js';
import type { Shared } from './run-context.js';

/** Asks one endpoint what a plan asks, every request once for each time that the plan is sent. */
export interface Asking {
  /** The exchanges of the case at `n` in the plan; null where the run ended before all were answered. */
  ask(n: number, repetition: number): Promise<readonly Exchange[] | null>;
  /** How the case at `n` in the plan stands to others that ask the same. */
  roleOf(n: number): Role;
}

/** Whether others wait for answers to what a case asks (`leads`), or it asks nothing that others do not ask before it. */
export type Role = 'leads' | 'alone' | 'follows';

/** A request under way or answered, and how many steps still wait for the answer. */
interface Asked {
  readonly attempts: Promise<readonly Exchange[] | null>;
  stands: Promise<boolean> | null;
  left: number;
}

export function makeAsking(
  { cases, send, against }: { readonly cases: readonly Case[]; readonly send: Send; readonly against: boolean },
  shared: Shared,
): Asking {
  const { specs, repeat, policy, clock, pace, budget, restored, nextId, signal, push } = shared;
  const requests = requestsOf(cases, specs);
  const pause = makePause(clock, policy.budget);
  const asked = new Map<string, Asked>();

  const sendRequest = async (request: PlannedRequest, repetition: number, share: Share) => {
    const [first, ...others] = request.serves.flatMap(({ planned, step }) => {
      const each = cases[planned];
      return each === undefined ? [] : [{ each, planned, turn: { case: each.id, step } }];
    });
    if (first === undefined) return null;
    const earlier = earlierOf(request, repetition);
    const belongs = {
      ...(others.length === 0 ? {} : { also: others.map(({ turn }) => turn) }),
      ...(request.joined ? { joined: true as const } : {}),
      ...(repeat > 1 ? { repetition } : {}),
    };
    const attempts = [...earlier];
    let afforded = true;
    const sent = sendAttempts(request.step, first.turn, {
      send,
      policy,
      pause,
      pace,
      clock,
      nextId,
      earlier,
      signal,
      statusRetries: statusRetries(request, first.each),
      afford: () => (afforded = share.extend()),
    });
    for await (const answered of sent) {
      // What was under way when the run was broken off shows nothing of the endpoint.
      if (signal.aborted && answered.endCode === 'ABORTED') return null;
      const exchange = { ...answered, ...belongs };
      attempts.push(exchange);
      share.spend(exchange);
      push({ type: 'exchange', exchange, planned: first.planned, ...(against ? { against } : {}) } satisfies RunEvent);
    }
    return signal.aborted || !afforded ? null : attempts;
  };

  const earlierOf = ({ serves: [first], joined }: PlannedRequest, repetition: number): readonly Exchange[] =>
    first === undefined ? [] : restored.sent({ planned: first.planned, against, repetition }, first.step, joined);

  /** What is known of a request, which is sent where nobody has asked for it yet. */
  const askOnce = (request: PlannedRequest, repetition: number, begin: () => Asked['attempts']): Asked => {
    const key = keyOf(request, repetition);
    const known = asked.get(key) ?? { attempts: begin(), stands: null, left: request.serves.length };
    known.left -= 1;
    if (known.left > 0) asked.set(key, known);
    else asked.delete(key);
    return known;
  };

  const isBegun = (request: PlannedRequest, repetition: number): boolean =>
    asked.has(keyOf(request, repetition)) || earlierOf(request, repetition).length > 0;

  const openFor = (those: readonly PlannedRequest[], repetition: number): Promise<Share | null> =>
    budget.open(costOfSteps(those.filter((each) => !isBegun(each, repetition)).map(({ step }) => step)));

  /** The exchanges of a joined request; null where it does not stand, `ended` where the run did. */
  const askJoined = async (request: PlannedRequest, repetition: number) => {
    const known = askOnce(request, repetition, async () => {
      const share = await openFor([request], repetition);
      if (share === null) return null;
      try {
        return await sendRequest(request, repetition, share);
      } finally {
        share.close();
      }
    });
    const attempts = await known.attempts;
    if (attempts === null) return 'ended';
    const members = request.serves.flatMap(({ planned }) => cases[planned] ?? []);
    known.stands ??= shared.loadJudge().then((judge) => allCasesConform(attempts, members, specs, judge));
    return (await known.stands) ? attempts : null;
  };

  const ownOf = (n: number): readonly PlannedRequest[] =>
    (cases[n]?.steps ?? []).map((_, step) => requests.askedBy({ planned: n, step }));

  const askOwn = async (n: number, repetition: number) => {
    const own = ownOf(n);
    const share = await openFor(own, repetition);
    if (share === null) return null;
    const exchanges: Exchange[] = [];
    try {
      for (const request of own) {
        const attempts = await askOnce(request, repetition, () => sendRequest(request, repetition, share)).attempts;
        if (attempts === null) return null;
        exchanges.push(...attempts);
        if (!isReached(attempts.at(-1))) break;
      }
    } finally {
      share.close();
    }
    return exchanges;
  };

  return {
    roleOf(n) {
      const joined = requests.joinedFor(n);
      const own = (joined === null ? ownOf(n) : [joined]).filter(({ serves: [first] }) => first?.planned === n);
      return own.length === 0 ? 'follows' : own.some(({ serves }) => serves.length > 1) ? 'leads' : 'alone';
    },
    async ask(n, repetition) {
      const joined = requests.joinedFor(n);
      const together = joined === null ? null : await askJoined(joined, repetition);
      if (together === 'ended') return null;
      const exchanges = together ?? (await askOwn(n, repetition));
      const id = cases[n]?.id ?? '';
      return exchanges?.flatMap((exchange) => exchangeOfCase(exchange, id) ?? []) ?? null;
    },
  };
}

function keyOf({ serves: [first], joined }: PlannedRequest, repetition: number): string {
  return [first?.planned, first?.step, joined, repetition].join(' ');
}

/**
 * A failed batched request is not retried: its cases are sent separately. A deliberately wrong request is retried once: a
 * second 500 confirms that the server fails on it.
 */
function statusRetries(request: PlannedRequest, { expects }: Case): number | undefined {
  if (request.joined) return 0;
  return expects === 'refused' ? 1 : undefined;
}
