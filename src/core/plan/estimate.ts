import type { Step } from '../model/case.js';
import type { PlannedRequest, PlannedRequests } from './planned-request.js';
import { mostTokens } from './token-limit.js';

/** The most that requests can cost, without retries. */
export interface Cost {
  readonly requests: number;
  /** Roughly: a token for every three characters of the request. */
  readonly promptTokens: number;
  /** The sum of the limits that the requests set. */
  readonly completionTokens: number;
}

/** The most that a plan can cost, without retries. */
export interface Estimate extends Cost {
  /** Requests without a token limit: their spec documents none, or the case is about that. */
  readonly unlimited: number;
  /** The additional cost if no batched request is accepted and their cases are sent separately. */
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

/** The most that these steps can cost. A step without a token limit counts as zero. */
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
