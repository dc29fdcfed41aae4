import type { Plan } from '../core/model/case.js';
import type { Estimate } from '../core/plan/estimate.js';

/** What `--dry-run` prints: every request, what is omitted, and what it can cost at most. */
export function describePlan(plan: Plan, cost: Estimate): string {
  const lines = plan.cases.flatMap((each) =>
    each.steps.map((step) => {
      const sent = step.rawBody ?? (step.body === undefined ? '' : JSON.stringify(step.body));
      return `${each.id} [${each.specs.join(', ')}] ${step.method} ${step.path}${step.auth.kind === 'valid' ? '' : ` (key: ${step.auth.kind})`} ${sent}`.trimEnd();
    }),
  );
  const omitted = plan.omitted.map(({ case: id, spec, needs }) => `omitted ${id}: ${spec} never promised ${needs}`);
  const unlimited =
    cost.unlimited === 0 ? '' : `, and what ${cost.unlimited} cases without a documented token limit answer`;
  return `${[
    ...lines,
    ...omitted,
    `${plan.cases.length} cases, ${cost.requests} requests; at most about ${cost.promptTokens} prompt tokens and ${cost.completionTokens} completion tokens${unlimited}. Nothing was sent.`,
  ].join('\n')}\n`;
}
