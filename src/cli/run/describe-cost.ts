import type { Estimate } from '../../core/plan/estimate.js';
import type { RunOptions } from '../../run/run.js';

/** What a run can cost at most, in one line: what is printed before the first request. */
export function describeCost(
  cost: Estimate,
  options: Pick<RunOptions, 'against' | 'repeat' | 'rpm' | 'allowance' | 'before'>,
): string {
  const times = (options.repeat ?? 1) * (options.against === undefined ? 1 : 2);
  const requests = cost.requests * times;
  const { spare } = cost;
  const { requests: mostRequests, tokens: mostTokens } = options.allowance ?? {};
  const sent = (options.before ?? []).filter(({ type }) => type === 'exchange').length;
  return [
    `${requests} requests${options.against === undefined ? '' : ', half of them to the upstream'}; at most about ${cost.promptTokens * times} prompt tokens and ${cost.completionTokens * times} completion tokens, retries apart.`,
    ...(cost.unlimited === 0
      ? []
      : [`Beside that comes what ${cost.unlimited * times} of them may answer without a limit of tokens.`]),
    ...(spare.requests === 0
      ? []
      : [
          `Where joined requests do not stand, ${spare.requests * times} more are sent, with about ${(spare.promptTokens + spare.completionTokens) * times} tokens.`,
        ]),
    ...(mostRequests === undefined ? [] : [`No more than ${mostRequests} requests are sent.`]),
    ...(mostTokens === undefined ? [] : [`About no more than ${mostTokens} tokens are spent.`]),
    ...(options.rpm === undefined
      ? []
      : [
          `At ${options.rpm} a minute that takes ${Math.ceil((requests + spare.requests * times - sent) / options.rpm)} min or less.`,
        ]),
    ...(sent === 0 ? [] : [`${sent} requests were sent before.`]),
  ].join(' ');
}
