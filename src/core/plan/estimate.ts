import type { Case, Plan, Step } from '../model/case.js';

/** What a plan can cost at most, retries apart. */
export interface Estimate {
  readonly requests: number;
  /** Roughly: a token for every three characters of the request. */
  readonly promptTokens: number;
  /** The sum of the limits that the requests set. */
  readonly completionTokens: number;
  /** Cases that set no limit, because their spec documents no parameter for one, or because that is their point. */
  readonly unlimited: number;
}

/** The requests of a plan and the most tokens that they can cost. */
export function estimate(plan: Plan): Estimate {
  const steps = plan.cases.flatMap((each) => each.steps);
  return {
    requests: steps.length,
    promptTokens: sum(steps.map(promptTokens)),
    completionTokens: sum(plan.cases.map(({ maxTokens }) => maxTokens ?? 0)),
    unlimited: plan.cases.filter(({ maxTokens }) => maxTokens === null).length,
  };
}

/** The most that one case can cost, retries apart; `completionTokens` is null where nothing limits them. */
export function costOf(planned: Case): { readonly promptTokens: number; readonly completionTokens: number | null } {
  return { promptTokens: sum(planned.steps.map(promptTokens)), completionTokens: planned.maxTokens };
}

function promptTokens({ body, rawBody }: Step): number {
  const text = rawBody ?? (body === undefined ? '' : JSON.stringify(body));
  return Math.ceil(text.length / 3);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
