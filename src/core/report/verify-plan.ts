import type { Case, Omission, Plan } from '../model/case.js';
import { withAnswer } from '../plan/answer-step.js';
import { dialectOf } from '../dialect/index.js';
import { nextFollowUp, sendingsOf, sentStep } from '../judge/follow-ups.js';
import { failsBySome } from '../judge/judge.js';
import type { Exchanged, RunEvent } from '../model/event.js';
import type { CaseStep, Exchange } from '../model/exchange.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import { upstreamCases } from './upstream-cases.js';
import { sends, type sendsBody, transportOf, type VerifyTransport } from './verify-sent.js';
import { duplicateIn } from './verify-claims.js';
import { firstDifference } from './first-difference.js';
import type { Refusal } from './verification.js';

/**
 * Whether a run planned every case of its specs and sent what it planned. A removed case could hide a divergence.
 * @param complete the plan of the same specs and suites, without any selection
 * @param unlimited the same without a request budget: a selection may have cases that a complete run skips
 */
export function verifyPlan(
  events: readonly RunEvent[],
  complete: Plan,
  unlimited: Plan,
  specs: readonly Spec[],
): readonly Refusal[] {
  const planned = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const refused: Refusal[] = [];
  const pairs = (cases: readonly Case[]): readonly string[] =>
    cases.flatMap(({ id, specs: by }) => by.map((spec) => `${id} (${spec})`));
  const has = new Set(pairs(planned));
  const twice = duplicateIn(pairs(planned));
  if (twice !== undefined) refused.push(edited(`${twice} is planned twice.`));
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
  // A selection omits fewer cases.
  const required = missing.length > 0 ? [] : complete.omitted;
  refused.push(...verifyOmissions(events, has, required, [...complete.omitted, ...unlimited.omitted]));
  const mirrored = upstreamCases(planned, events);
  const transport = transportOf(events, specs);
  for (const event of events) {
    if (event.type !== 'exchange') continue;
    const cases = event.against === true ? mirrored : planned;
    const isPlanned =
      event.exchange.followUp === undefined
        ? sentAsPlanned(event, events, cases, transport)
        : sentAsFollowUp(event, events, cases, transport);
    if (isPlanned) continue;
    refused.push({
      reason: 'edited',
      detail: `Exchange ${event.exchange.id} did not send what ${event.exchange.case} plans.`,
    });
  }
  return refused;
}

/** Whether the record names the omitted cases as the plan does: a case that is left out must not look omitted. */
function verifyOmissions(
  events: readonly RunEvent[],
  planned: ReadonlySet<string>,
  required: readonly Omission[],
  known: readonly Omission[],
): readonly Refusal[] {
  const keyOf = (each: Omission): string => JSON.stringify([each.case, each.spec, each.needs, each.skipped]);
  const recorded = events.flatMap((event) => (event.type === 'plan' ? event.omitted : []));
  const keys = recorded.map(keyOf);
  const named = firstPlaces(keys);
  const possible = firstPlaces(known.map(keyOf));
  const places = keys.map((key) => possible.get(key) ?? -1);
  const wrong = recorded.find((_, n) => places[n] === -1);
  const missing = required.find((each) => !planned.has(`${each.case} (${each.spec})`) && !named.has(keyOf(each)));
  const twice = recorded.find((_, n) => named.get(keys[n] ?? '') !== n);
  const moved = recorded.find((_, n) => n > 0 && (places[n] ?? 0) < (places[n - 1] ?? 0));
  const different = wrong ?? missing ?? twice ?? moved;
  if (different === undefined) return [];
  const detail = `${different.case} (${different.spec}) is not omitted as in the plan of the suites of this version.`;
  return [{ reason: 'edited', detail }];
}

/** Where each text is in a list for the first time. */
function firstPlaces(texts: readonly string[]): ReadonlyMap<string, number> {
  return new Map(texts.map((text, n): [string, number] => [text, n]).toReversed());
}

function edited(detail: string): Refusal {
  return { reason: 'edited', detail };
}

/** The place where a planned case differs from the case of a plan; empty when the plan has no such case, null when they
 * agree. */
function differenceFrom(plan: Plan, each: Case): string | null {
  const same = plan.cases.find(({ id, specs }) => id === each.id && specs.some((spec) => each.specs.includes(spec)));
  return same === undefined ? '' : firstDifference(JSON.parse(JSON.stringify(same)), each);
}

/** Whether an exchange sent the request of each of its steps; a combined request, the combination of them all. */
function sentAsPlanned(
  event: Exchanged,
  events: readonly RunEvent[],
  planned: readonly Case[],
  transport: VerifyTransport,
): boolean {
  const { exchange } = event;
  const { case: id, step, also = [], joined } = exchange;
  if (joined !== undefined) return combinedCases(exchange, planned, (...sent) => sends(...sent, transport)) !== null;
  return [{ case: id, step }, ...also].every((turn) =>
    planned.some((each) => {
      const written = each.steps[turn.step];
      if (each.id !== turn.case || written === undefined) return false;
      const those = transport.specs.filter((spec) => each.specs.includes(spec.id));
      const own = written.answerAt === undefined ? written : withAnswer(written, stepBefore(event, events), those);
      // `verifyRequests` compares the form.
      const { variation } = exchange;
      return own !== null && sends(exchange, variation === undefined ? own : { ...own, variation }, transport);
    }),
  );
}

/** The exchanges of the step before that of an exchange, which no other case shares. */
function stepBefore({ exchange, against }: Exchanged, events: readonly RunEvent[]): readonly Exchange[] {
  const { case: id, step, repetition } = exchange;
  const isBefore = (turn: CaseStep): boolean => turn.case === id && turn.step === step - 1;
  return events.flatMap((event) =>
    event.type === 'exchange' &&
    event.against === against &&
    event.exchange.repetition === repetition &&
    [event.exchange, ...(event.exchange.also ?? [])].some(isBefore)
      ? [event.exchange]
      : [],
  );
}

/**
 * The cases of a combined request: cases of the same specs that send its body together. Specs that need different requests
 * have different cases of one id. Null if no such cases are planned.
 * @param isSent whether an exchange sent a step
 */
export function combinedCases(
  exchange: Exchange,
  planned: readonly Case[],
  isSent: typeof sendsBody,
): readonly Case[] | null {
  const { case: id, step, also = [] } = exchange;
  const turns = [{ case: id, step }, ...also];
  for (const { specs } of planned.filter((each) => each.id === id)) {
    const cases = turns.flatMap((turn) => {
      const found = planned.find((each) => each.id === turn.case && each.joins === true && isSame(each.specs, specs));
      return found ?? [];
    });
    const steps = turns.flatMap((turn, n) => cases[n]?.steps[turn.step] ?? []);
    const [first] = steps;
    if (first === undefined || cases.length < turns.length || steps.length < turns.length) continue;
    const body = steps.reduce<JsonObject>((sum, each) => ({ ...sum, ...each.body }), {});
    if (isSent(exchange, { ...first, body })) return cases;
  }
  return null;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

/** Whether an exchange is what follows the responses to a planned request. */
function sentAsFollowUp(
  { exchange, against, planned: place }: Exchanged,
  events: readonly RunEvent[],
  planned: readonly Case[],
  transport: VerifyTransport,
): boolean {
  const { specs } = transport;
  const { case: id, step, followUp, repetition, also = [] } = exchange;
  const before = events.flatMap((event) =>
    event.type === 'exchange' &&
    event.against === against &&
    event.planned === place &&
    event.exchange.case === id &&
    event.exchange.step === step &&
    event.exchange.repetition === repetition &&
    event.exchange.joined === undefined &&
    (event.exchange.followUp?.number ?? 0) < (followUp?.number ?? 0)
      ? [event.exchange]
      : [],
  );
  const [first] = specs;
  if (first === undefined) return false;
  const sendings = sendingsOf(before, dialectOf(first));
  const [sent] = sendings;
  return [{ case: id, step }, ...also].some((turn) =>
    planned.some((each) => {
      const own = each.steps[turn.step];
      if (each.id !== turn.case || own === undefined || sent === undefined) return false;
      const those = specs.filter((spec) => each.specs.includes(spec.id));
      const next = nextFollowUp(each, sentStep(own, sent), those, sendings, failsBySome(each, those));
      return (
        next !== null && firstDifference(next.followUp, followUp) === null && sends(exchange, next.step, transport)
      );
    }),
  );
}
