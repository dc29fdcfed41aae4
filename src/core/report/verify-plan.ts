import type { Case, Plan, Step } from '../model/case.js';
import type { RunEvent } from '../model/event.js';
import type { Exchange } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import { parseJson } from '../wire/json.js';
import { firstDifference, type Refusal } from './verify-run.js';

/**
 * Whether a run planned every case of its specs and sent what it planned. A removed case could hide a divergence.
 * @param complete the plan of the same specs and suites, without any selection
 * @param unlimited the same without a request budget: a selection may have cases that a complete run skips
 */
export function verifyPlan(events: readonly RunEvent[], complete: Plan, unlimited: Plan): readonly Refusal[] {
  const planned = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const refused: Refusal[] = [];
  const pairs = (cases: readonly Case[]): readonly string[] =>
    cases.flatMap(({ id, specs }) => specs.map((spec) => `${id} (${spec})`));
  const has = new Set(pairs(planned));
  const missing = pairs(complete.cases).filter((pair) => !has.has(pair));
  if (missing.length > 0) {
    refused.push({
      reason: 'partial',
      detail: `${missing.length} of ${pairs(complete.cases).length} cases were not planned, ${missing[0]} among them: a complete run has no --suite or --only.`,
    });
  }
  for (const each of planned) {
    const different = differenceFrom(complete, each);
    if (different !== null && differenceFrom(unlimited, each) !== null)
      refused.push({
        reason: 'edited',
        detail: `The plan of ${each.id} is not that of the suites of this version${different && `: they differ at ${different}`}.`,
      });
  }
  for (const event of events) {
    if (event.type !== 'exchange' || sentAsPlanned(event.exchange, planned)) continue;
    refused.push({
      reason: 'edited',
      detail: `Exchange ${event.exchange.id} did not send what ${event.exchange.case} plans.`,
    });
  }
  return refused;
}

/** The place where a planned case differs from the case of a plan; empty when the plan has no such case, null when they
 * agree. */
function differenceFrom(plan: Plan, each: Case): string | null {
  const same = plan.cases.find(({ id, specs }) => id === each.id && specs.some((spec) => each.specs.includes(spec)));
  return same === undefined ? '' : firstDifference(JSON.parse(JSON.stringify(same)), each);
}

/** Whether an exchange sent the request of each of its steps; a combined request, the combination of them all. */
function sentAsPlanned(exchange: Exchange, planned: readonly Case[]): boolean {
  const { case: id, step, also = [], joined } = exchange;
  const turns = [{ case: id, step }, ...also].map((turn) =>
    planned
      .filter((each) => each.id === turn.case && (joined === undefined || each.joins === true))
      .flatMap(({ steps }) => steps[turn.step] ?? []),
  );
  if (joined === undefined) return turns.every((steps) => steps.some((each) => sends(exchange, each)));
  const bodies = turns.map((steps) => steps[0]?.body);
  const [first] = turns[0] ?? [];
  return (
    first !== undefined &&
    bodies.every((body) => body !== undefined) &&
    sends(exchange, { ...first, body: bodies.reduce<JsonObject>((sum, body) => ({ ...sum, ...body }), {}) })
  );
}

function sends({ request }: Exchange, step: Step): boolean {
  if (step.method !== request.method || step.auth.kind !== request.auth.kind) return false;
  if (step.rawBody !== undefined) return step.rawBody === request.body;
  if (step.body === undefined) return request.body === null;
  const sent = parseJson(request.body ?? '');
  return 'value' in sent && firstDifference(sent.value, JSON.parse(JSON.stringify(step.body))) === null;
}
