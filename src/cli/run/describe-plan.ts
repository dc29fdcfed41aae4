import { describeOmission } from '../../core/report/describe-omission.js';
import type { Case, Plan } from '../../core/model/case.js';
import { estimate } from '../../core/plan/estimate.js';
import type { PlannedRequest, PlannedRequests } from '../../core/plan/planned-request.js';

/** A plan and what it costs. */
export interface PlannedCost {
  readonly plan: Plan;
  readonly requests: PlannedRequests;
  /** For each case, the claims that it tests if the endpoint conforms. */
  readonly claims: readonly ReadonlySet<string>[];
  /** The text of `describeCost`. */
  readonly cost: string;
}

/** The output of `--dry-run`: every request with its cases, the omitted cases, the cost and the claims tested. */
export function describePlan({ plan, requests, claims, cost }: PlannedCost): string {
  const { sent, fallback } = requests;
  const lines = sent.flatMap((request) => {
    if (!request.batched) return [describeRequest(request, plan.cases)];
    const alone = fallback.filter(({ plannedSteps }) =>
      plannedSteps.some(({ planned }) => request.plannedSteps.some((turn) => turn.planned === planned)),
    );
    return [
      `combined ${describeRequest(request, plan.cases)}`,
      ...alone.map((each) => `  else ${describeRequest(each, plan.cases)}`),
    ];
  });
  const omitted = plan.omitted.map(
    (omission) =>
      `${omission.skipped === true ? 'skipped' : 'omitted'} ${omission.case}: ${describeOmission(omission)}`,
  );
  const suites = [...new Set(plan.cases.map(({ suite }) => suite))].map((suite) => {
    const places = [...plan.cases.keys()].filter((n) => plan.cases[n]?.suite === suite);
    const own = sent.filter(({ plannedSteps: [first] }) => first !== undefined && places.includes(first.planned));
    const { requests: count, promptTokens, completionTokens, unlimited } = estimate({ sent: own, fallback: [] });
    const open = unlimited === 0 ? '' : `, ${unlimited} without a token limit`;
    return `suite ${suite}: ${count} requests, at most about ${promptTokens} prompt tokens and ${completionTokens} completion tokens${open}; ${describeClaims(places, claims)}`;
  });
  const verified = describeClaims([...plan.cases.keys()], claims);
  return `${[...lines, ...omitted, ...suites, `${plan.cases.length} cases, ${cost} Total: ${verified}. Nothing was sent.`].join('\n')}\n`;
}

function describeRequest({ step, plannedSteps }: PlannedRequest, cases: readonly Case[]): string {
  const own = plannedSteps.flatMap(({ planned }) => cases[planned] ?? []);
  const ids = [...new Set(own.map(({ id }) => id))].join(', ');
  const specs = [...new Set(own.flatMap((each) => each.specs))].join(', ');
  const key = step.auth.kind === 'valid' ? '' : ` (key: ${step.auth.kind})`;
  const body = step.rawBody ?? (step.body === undefined ? '' : JSON.stringify(step.body));
  return `${ids} [${specs}] ${step.method} ${step.path}${key} ${body}`.trimEnd();
}

/** How many claims the cases test. */
function describeClaims(places: readonly number[], claims: readonly ReadonlySet<string>[]): string {
  const { size } = new Set(places.flatMap((n) => [...(claims[n] ?? [])]));
  return `${size} claims tested`;
}
