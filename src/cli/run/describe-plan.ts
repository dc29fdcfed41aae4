import { wrapText } from '../../reporters/terminal/layout.js';
import { tabulate, type Row } from '../list/tabulate.js';
import { describeOmission } from '../../core/report/phrases.js';
import { count } from '../../core/wire/quote.js';
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
  /** Whether to list every request and every omitted case. */
  readonly full: boolean;
}

/** The output of `--dry-run`: a table of the suites, the cost and the claims tested; if full, also every request. */
export function describePlan({ plan, requests, claims, cost, full }: PlannedCost): string {
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
  const suites = [...new Set(plan.cases.map(({ suite }) => suite))].map((suite): Row => {
    const places = [...plan.cases.keys()].filter((n) => plan.cases[n]?.suite === suite);
    const own = sent.filter(({ plannedSteps: [first] }) => first !== undefined && places.includes(first.planned));
    const { requests: many, promptTokens, completionTokens } = estimate({ sent: own, fallback: [] });
    return {
      suite,
      cases: places.length,
      requests: many,
      'prompt tokens': `≤ ${promptTokens}`,
      'completion tokens': `≤ ${completionTokens}`,
      claims: countClaims(places, claims),
    };
  });
  const skipped = plan.omitted.filter((omission) => omission.skipped === true).length;
  const total = [
    `${count(plan.cases.length, 'case')}, ${cost}`,
    `Total: ${countClaims([...plan.cases.keys()], claims)} claims tested.`,
    ...(skipped === 0 ? [] : [`${count(skipped, 'case')} skipped (--all sends ${skipped === 1 ? 'it' : 'them'}).`]),
    ...(full ? [] : ['--dry-run=full prints every request.']),
    'Nothing was sent.',
  ].join(' ');
  const width = process.stdout.columns ?? 80;
  return `${[...(full ? [...lines, ...omitted] : []), tabulate(suites, Math.max(width, 80)), '', wrapText(total, width, 0)].join('\n')}\n`;
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
function countClaims(places: readonly number[], claims: readonly ReadonlySet<string>[]): number {
  return new Set(places.flatMap((n) => [...(claims[n] ?? [])])).size;
}
