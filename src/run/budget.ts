import type { Exchange } from '../core/model/exchange.js';
import type { Cost } from '../core/plan/estimate.js';
import { tokensOf } from '../core/report/gather.js';

/** The most that a run may spend; left out, it is not limited. */
export interface Allowance {
  readonly requests?: number;
  readonly tokens?: number;
}

/** What one case may spend. */
export interface Share {
  /** Books what was sent. */
  spend(exchange: Exchange): void;
  /** Whether a request more than planned can be afforded; it is then set aside. */
  extend(): boolean;
  /** The case is over: what it did not spend is free again. */
  close(): void;
}

/** The allowance of a run, shared by all workers. */
export interface Budget {
  /**
   * Reserves the maximum cost of a case. If the rest of the budget is too small, waits for running cases, which mostly cost
   * less than reserved; null once no case is running, and from then on.
   */
  open(cost: Cost): Promise<Share | null>;
  /** What ran out, in words; null if nothing did. */
  exhausted(): string | null;
}

/** @param spent what an earlier part of the run sent */
export function makeBudget(allowance: Allowance, spent: readonly Exchange[]): Budget {
  const most = {
    requests: allowance.requests ?? Number.POSITIVE_INFINITY,
    tokens: allowance.tokens ?? Number.POSITIVE_INFINITY,
  };
  const counts = Number.isFinite(most.tokens);
  const used = { requests: 0, tokens: 0 };
  const book = (exchange: Exchange): number => {
    used.requests += 1;
    const tokens = counts ? tokensOf(exchange) : 0;
    used.tokens += tokens;
    return tokens;
  };
  for (const exchange of spent) book(exchange);
  const held = { requests: 0, tokens: 0 };
  let underWay = 0;
  let out: string | null = null;
  let wake: (() => void)[] = [];
  const fits = (requests: number, tokens: number): boolean =>
    used.requests + held.requests + requests <= most.requests && used.tokens + held.tokens + tokens <= most.tokens;
  const runOut = (requests: number): void => {
    out ??=
      used.requests + held.requests + requests > most.requests
        ? `--max-requests ${most.requests} is reached (${used.requests} sent)`
        : `--max-tokens ${most.tokens} is reached (about ${used.tokens} spent, the next case may cost more than what is left)`;
  };

  const share = (requests: number, tokens: number): Share => {
    const own = { requests, tokens };
    held.requests += requests;
    held.tokens += tokens;
    underWay += 1;
    return {
      spend(exchange) {
        const cost = Math.min(own.tokens, book(exchange));
        const request = Math.min(own.requests, 1);
        own.requests -= request;
        own.tokens -= cost;
        held.requests -= request;
        held.tokens -= cost;
      },
      extend() {
        if (!fits(1, 0)) {
          runOut(1);
          return false;
        }
        own.requests += 1;
        held.requests += 1;
        return true;
      },
      close() {
        held.requests -= own.requests;
        held.tokens -= own.tokens;
        underWay -= 1;
        for (const each of wake.splice(0)) each();
      },
    };
  };
  return {
    async open({ requests, promptTokens, completionTokens }) {
      const tokens = promptTokens + completionTokens;
      for (;;) {
        if (out !== null) return null;
        if (fits(requests, tokens)) return share(requests, tokens);
        if (underWay === 0) runOut(requests);
        else
          await new Promise<void>((resolve) => {
            wake = [...wake, resolve];
          });
      }
    },
    exhausted: () => out,
  };
}
