import { count } from '../../core/wire/quote.js';
import type { Estimate } from '../../core/plan/estimate.js';
import type { RunOptions } from '../../run/run.js';

/**
 * The maximum cost of a run in one line. It is printed before the first request.
 * @param cases how many cases are planned
 */
export function describeCost(
  cost: Estimate,
  cases: number,
  options: Pick<RunOptions, 'against' | 'repeat' | 'rpm' | 'allowance' | 'before'>,
): string {
  const times = (options.repeat ?? 1) * (options.against === undefined ? 1 : 2);
  const requests = cost.requests * times;
  const { fallback } = cost;
  const { requests: mostRequests, tokens: mostTokens } = options.allowance ?? {};
  const sent = (options.before ?? []).filter(({ type }) => type === 'exchange').length;
  return [
    `${count(requests, 'request')}${options.against === undefined ? '' : ', half of them to the upstream'}; at most about ${cost.promptTokens * times} prompt tokens and ${cost.completionTokens * times} completion tokens (excluding retries and follow-up requests after a failure).`,
    ...(cases > cost.requests ? ['Equal requests of several cases are sent once.'] : []),
    ...(cost.unlimited === 0
      ? []
      : [`The output tokens of ${count(cost.unlimited * times, 'request')} without a token limit are not included.`]),
    ...(fallback.requests === 0
      ? []
      : [
          `If no combined request is accepted, ${fallback.requests * times} more ${fallback.requests * times === 1 ? 'is' : 'are'} sent, with about ${(fallback.promptTokens + fallback.completionTokens) * times} tokens.`,
        ]),
    ...(mostRequests === undefined ? [] : [`The limit is ${count(mostRequests, 'request')}.`]),
    ...(mostTokens === undefined ? [] : [`The limit is about ${mostTokens} tokens.`]),
    ...(options.rpm === undefined
      ? []
      : [
          `At ${count(options.rpm, 'request')} per minute it takes at most ${Math.ceil((requests + fallback.requests * times - sent) / options.rpm)} min.`,
        ]),
    ...(sent === 0 ? [] : [`The interrupted run sent ${count(sent, 'request')}.`]),
  ].join(' ');
}
