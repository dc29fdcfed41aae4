import type { Case, Plan, Step } from '../model/case.js';
import type { RunEvent } from '../model/event.js';
import type { Exchange } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import { parseJson } from '../wire/parse-json.js';
import { firstDifference } from './first-difference.js';
import type { Refusal } from './verification.js';

/**
 * Whether a run asked everything that its specs promise, and sent what it planned. A case that was taken out hides what
 * it would have shown.
 * @param whole the plan that the same specs and suites give today, without any selection
 * @param roomy the same with room for every case: a selection may hold some that a whole run leaves out
 */
export function verifyPlan(events: readonly RunEvent[], whole: Plan, roomy: Plan): readonly Refusal[] {
  const planned = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const refused: Refusal[] = [];
  const pairs = (cases: readonly Case[]): readonly string[] =>
    cases.flatMap(({ id, specs }) => specs.map((spec) => `${id} (${spec})`));
  const has = new Set(pairs(planned));
  const missing = pairs(whole.cases).filter((pair) => !has.has(pair));
  if (missing.length > 0) {
    refused.push({
      reason: 'partial',
      detail: `${missing.length} of ${pairs(whole.cases).length} cases were not planned, ${missing[0]} among them: a whole run has no --suite and no --only.`,
    });
  }
  for (const each of planned) {
    const different = differenceFrom(whole, each);
    if (different !== null && differenceFrom(roomy, each) !== null)
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

/** Where a planned case differs from that of a plan; empty where the plan has none of the name, null where they agree. */
function differenceFrom(plan: Plan, each: Case): string | null {
  const same = plan.cases.find(({ id, specs }) => id === each.id && specs.some((spec) => each.specs.includes(spec)));
  return same === undefined ? '' : firstDifference(JSON.parse(JSON.stringify(same)), each);
}

/** Whether an exchange asks what every step asks that it was sent for; a joined one, what all of them ask together. */
function sentAsPlanned(exchange: Exchange, planned: readonly Case[]): boolean {
  const { case: id, step, also = [], joined } = exchange;
  const turns = [{ case: id, step }, ...also].map((turn) =>
    planned
      .filter((each) => each.id === turn.case && (joined === undefined || each.joins === true))
      .flatMap(({ steps }) => steps[turn.step] ?? []),
  );
  if (joined === undefined) return turns.every((steps) => steps.some((asked) => asks(exchange, asked)));
  const bodies = turns.map((steps) => steps[0]?.body);
  const [first] = turns[0] ?? [];
  return (
    first !== undefined &&
    bodies.every((body) => body !== undefined) &&
    asks(exchange, { ...first, body: bodies.reduce<JsonObject>((sum, body) => ({ ...sum, ...body }), {}) })
  );
}

function asks({ request }: Exchange, asked: Step): boolean {
  if (asked.method !== request.method || asked.auth.kind !== request.auth.kind) return false;
  if (asked.rawBody !== undefined) return asked.rawBody === request.body;
  if (asked.body === undefined) return request.body === null;
  const sent = parseJson(request.body ?? '');
  return 'value' in sent && firstDifference(sent.value, JSON.parse(JSON.stringify(asked.body))) === null;
}
