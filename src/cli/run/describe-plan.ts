import { describeOmission } from '../../core/report/describe-omission.js';
import type { Case, Plan } from '../../core/model/case.js';
import { estimate } from '../../core/plan/estimate.js';
import type { PlannedRequest, PlannedRequests } from '../../core/plan/planned-request.js';

/** A plan as it will be sent. */
export interface PlannedCost {
  readonly plan: Plan;
  readonly requests: PlannedRequests;
  /** For each case the claims that it puts to the test where the endpoint is faithful. */
  readonly claims: readonly ReadonlySet<string>[];
  /** As `describeCost` words it. */
  readonly cost: string;
}

/** What `--dry-run` prints: every request with its cases, what is omitted, and what it can cost and tell. */
export function describePlan({ plan, requests, claims, cost }: PlannedCost): string {
  const { sent, spare } = requests;
  const lines = sent.flatMap((request) => {
    if (!request.joined) return [describeRequest(request, plan.cases)];
    const alone = spare.filter(({ serves }) =>
      serves.some(({ planned }) => request.serves.some((turn) => turn.planned === planned)),
    );
    return [
      `joined ${describeRequest(request, plan.cases)}`,
      ...alone.map((each) => `  else ${describeRequest(each, plan.cases)}`),
    ];
  });
  const omitted = plan.omitted.map((omission) => `omitted ${omission.case}: ${describeOmission(omission)}`);
  const suites = [...new Set(plan.cases.map(({ suite }) => suite))].map((suite) => {
    const places = [...plan.cases.keys()].filter((n) => plan.cases[n]?.suite === suite);
    const own = sent.filter(({ serves: [first] }) => first !== undefined && places.includes(first.planned));
    const { requests: asked, promptTokens, completionTokens, unlimited } = estimate({ sent: own, spare: [] });
    const open = unlimited === 0 ? '' : `, ${unlimited} without a limit`;
    return `suite ${suite}: ${asked} requests, at most about ${promptTokens} prompt tokens and ${completionTokens} completion tokens${open}; ${describeClaims(places, claims, asked)}`;
  });
  const verified = describeClaims([...plan.cases.keys()], claims, sent.length);
  return `${[...lines, ...omitted, ...suites, `${plan.cases.length} cases, ${cost} In all ${verified}. Nothing was sent.`].join('\n')}\n`;
}

function describeRequest({ step, serves }: PlannedRequest, cases: readonly Case[]): string {
  const own = serves.flatMap(({ planned }) => cases[planned] ?? []);
  const ids = [...new Set(own.map(({ id }) => id))].join(', ');
  const specs = [...new Set(own.flatMap((each) => each.specs))].join(', ');
  const key = step.auth.kind === 'valid' ? '' : ` (key: ${step.auth.kind})`;
  const body = step.rawBody ?? (step.body === undefined ? '' : JSON.stringify(step.body));
  return `${ids} [${specs}] ${step.method} ${step.path}${key} ${body}`.trimEnd();
}

/** How many claims cases verify, and how many that is for each request. */
function describeClaims(places: readonly number[], claims: readonly ReadonlySet<string>[], requests: number): string {
  const { size } = new Set(places.flatMap((n) => [...(claims[n] ?? [])]));
  const each = requests === 0 ? '' : `, ${(size / requests).toFixed(2)} by each request`;
  return `${size} claims verified${each}`;
}
