import { describeOmission } from '../core/report/describe-omission.js';
import type { Plan } from '../core/model/case.js';
import { estimate } from '../core/plan/estimate.js';

/**
 * What `--dry-run` prints: every request, what is omitted, and what it can cost at most.
 * @param cost as `describeCost` words it
 */
export function describePlan(plan: Plan, cost: string): string {
  const lines = plan.cases.flatMap((each) =>
    each.steps.map((step) => {
      const sent = step.rawBody ?? (step.body === undefined ? '' : JSON.stringify(step.body));
      return `${each.id} [${each.specs.join(', ')}] ${step.method} ${step.path}${step.auth.kind === 'valid' ? '' : ` (key: ${step.auth.kind})`} ${sent}`.trimEnd();
    }),
  );
  const omitted = plan.omitted.map((omission) => `omitted ${omission.case}: ${describeOmission(omission)}`);
  return `${[...lines, ...omitted, ...suiteCosts(plan), `${plan.cases.length} cases, ${cost} Nothing was sent.`].join('\n')}\n`;
}

/** What each suite asks and can cost. */
function suiteCosts({ cases }: Plan): readonly string[] {
  const suites = [...new Set(cases.map(({ suite }) => suite))];
  return suites.map((suite) => {
    const cost = estimate({ cases: cases.filter((each) => each.suite === suite), omitted: [] });
    const unlimited = cost.unlimited === 0 ? '' : `, ${cost.unlimited} without a limit`;
    return `suite ${suite}: ${cost.requests} requests, at most about ${cost.promptTokens} prompt tokens and ${cost.completionTokens} completion tokens${unlimited}`;
  });
}
