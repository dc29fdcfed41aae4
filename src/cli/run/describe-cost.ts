import { count } from '../../core/wire/quote.js';
import type { Estimate } from '../../core/plan/estimate.js';
import type { RunOptions } from '../../run/run.js';

/** The maximum cost of a run in one line. It is printed before the first request. */
export function describeCost(
  cost: Estimate,
  options: Pick<RunOptions, 'against' | 'repeat' | 'rpm' | 'allowance' | 'before'>,
): string {
  const times = (options.repeat ?? 1) * (options.against === undefined ? 1 : 2);
  const requests = cost.requests * times;
  const { fallback } = cost;
  const { requests: mostRequests, tokens: mostTokens } = options.allowance ?? {};
  const sent = (options.before ?? []).filter(({ type }) => type === 'exchange').length;
  return [
    `${requests} requests${options.against === undefined ? '' : ', half of them to the upstream'}; at most about ${cost.promptTokens * times} prompt tokens and ${cost.completionTokens * times} completion tokens (excluding retries).`,
    ...(cost.unlimited === 0
      ? []
      : [`The output tokens of ${count(cost.unlimited * times, 'request')} without a token limit are not included.`]),
    ...(fallback.requests === 0
      ? []
      : [
          `If no combined request is accepted, ${fallback.requests * times} more are sent, with about ${(fallback.promptTokens + fallback.completionTokens) * times} tokens.`,
        ]),
    ...(mostRequests === undefined ? [] : [`The limit is ${mostRequests} requests.`]),
    ...(mostTokens === undefined ? [] : [`The limit is about ${mostTokens} tokens.`]),
    ...(options.rpm === undefined
      ? []
      : [
          `At ${options.rpm} requests per minute it takes at most ${Math.ceil((requests + fallback.requests * times - sent) / options.rpm)} min.`,
        ]),
    ...(sent === 0 ? [] : [`${sent} requests were sent by the interrupted run.`]),
  ].join(' ');
}
