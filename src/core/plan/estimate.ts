import type { Step } from '../model/case.js';
import type { PlannedRequest, PlannedRequests } from './planned-request.js';
import { mostTokens } from './token-limit.js';

/** What requests can cost at most, retries apart. */
export interface Cost {
  readonly requests: number;
  /** Roughly: a token for every three characters of the request. */
  readonly promptTokens: number;
  /** The sum of the limits that the requests set. */
  readonly completionTokens: number;
}

/** What a plan can cost at most, retries apart. */
export interface Estimate extends Cost {
  /** Requests that set no limit, because their spec documents no parameter for one, or because that is their point. */
  readonly unlimited: number;
  /** What it costs beside where no batched request stands, and every case of theirs is asked by itself. */
  readonly fallback: Cost;
}

/** The requests of a plan and the most tokens that they can cost. */
export function estimate({ sent, fallback }: Pick<PlannedRequests, 'sent' | 'fallback'>): Estimate {
  const cost = costOfSteps(stepsOf(sent));
  return {
    ...cost,
    unlimited: sent.filter(({ step }) => mostTokens(step) === null).length,
    fallback: costOfSteps(stepsOf(fallback)),
  };
}

/** The most that these steps can cost; what nothing limits counts as nothing. */
export function costOfSteps(steps: readonly Step[]): Cost {
  return {
    requests: steps.length,
    promptTokens: sum(steps.map(promptTokens)),
    completionTokens: sum(steps.map((step) => mostTokens(step) ?? 0)),
  };
}

function stepsOf(requests: readonly PlannedRequest[]): readonly Step[] {
  return requests.map(({ step }) => step);
}

function promptTokens({ body, rawBody }: Step): number {
  const text = rawBody ?? (body === undefined ? '' : JSON.stringify(body));
  return Math.ceil(text.length / 3);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
