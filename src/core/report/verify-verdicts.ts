import { dictatedTexts } from '../judge/dictated-texts.js';
import { judge } from '../judge/judge.js';
import { judgeSafely } from '../judge/judge-safely.js';
import { trackEndpointHealth } from '../judge/endpoint-health.js';
import type { Case } from '../model/case.js';
import type { RunEvent } from '../model/event.js';
import { type Exchange, exchangeOfCase } from '../model/exchange.js';
import type { CaseResult } from '../model/case-result.js';
import type { Spec } from '../model/spec.js';
import { isComplete, supersededIn } from './superseded.js';
import { upstreamCases } from './upstream-cases.js';
import { combinedCases } from './verify-plan.js';
import { sendsBody } from './verify-sent.js';
import { firstDifference } from './first-difference.js';
import type { Refusal } from './verification.js';
import { allCasesConform } from '../judge/all-cases-conform.js';
import { groupBy } from '../model/group-by.js';

/** What judging the evidence again shows. */
export interface VerdictsVerified {
  readonly refused: readonly Refusal[];
  /** The verdicts that the record cannot show, each with the reason. */
  readonly unchecked: readonly string[];
}

/**
 * Judges the evidence again and compares: a verdict that does not follow from the bytes was edited.
 * @param specs the specs of the run in the same revisions; verdicts by other specs are not compared
 */
export function verifyVerdicts(events: readonly RunEvent[], specs: readonly Spec[]): VerdictsVerified {
  const exchanges = new Map<number, Exchange>();
  const named = new Set(events.flatMap((event) => (event.type === 'run' ? event.specs.map(({ id }) => id) : [])));
  const cases: Case[] = [];
  const results: CaseResult[] = [];
  for (const event of events) {
    if (event.type === 'exchange') exchanges.set(event.exchange.id, event.exchange);
    else if (event.type === 'plan') cases.push(...event.cases);
    else if (event.type === 'result') results.push(event.result);
  }
  const seenBy = ({ exchanges: ids, case: name }: CaseResult): readonly Exchange[] =>
    ids.flatMap((id) => {
      const exchange = exchanges.get(id);
      return exchange === undefined ? [] : (exchangeOfCase(exchange, name) ?? []);
    });
  const plannedFor = (result: CaseResult): Case | undefined =>
    cases.find(({ id, specs: by }) => id === result.case && by.includes(result.spec));
  const health = trackEndpointHealth();
  for (const recorded of results) {
    const planned = plannedFor(recorded);
    if (planned !== undefined) health.take(planned, seenBy(recorded));
  }
  const dictated = dictatedTexts(cases);
  const isPart = events.some((event) => event.type === 'run' && (event.shard?.of ?? 1) > 1);
  const refused: Refusal[] = [];
  const unchecked: string[] = [];
  for (const recorded of results) {
    const spec = specs.find(({ id }) => id === recorded.spec);
    const planned = plannedFor(recorded);
    if (!named.has(recorded.spec)) {
      refused.push({
        reason: 'edited',
        detail: `${recorded.case} has a verdict by a spec that the run does not name.`,
      });
      continue;
    }
    if (spec === undefined) continue;
    if (planned === undefined) {
      refused.push({ reason: 'edited', detail: `${recorded.case} (${recorded.spec}) has a verdict and no plan.` });
      continue;
    }
    const seen = seenBy(recorded);
    const controlWorks = health.worksFor(planned, seen);
    const judged = judgeSafely(judge, { case: planned, spec, exchanges: seen, controlWorks, dictated });
    const different = firstDifference(JSON.parse(JSON.stringify(judged)), recorded);
    if (different === null) continue;
    const why = whyUnchecked(recorded, isPart);
    if (why !== null) {
      unchecked.push(`the verdict of ${recorded.case} (${recorded.spec}): ${why}`);
      continue;
    }
    refused.push({
      reason: 'edited',
      detail: `${recorded.case} (${recorded.spec}): the evidence gives ${judged.verdict} with ${judged.divergences.length} divergences; the record differs at ${different}.`,
    });
  }
  refused.push(...verifyJoined(events, specs));
  if (isComplete(events)) refused.push(...unjudged(results, [...exchanges.values()]));
  return { refused, unchecked };
}

/** Why the record does not give a verdict again that is not edited; null if there is no reason. */
function whyUnchecked({ redacted, inconclusive }: CaseResult, isPart: boolean): string | null {
  // Texts that only prompts of other parts dictate are not in its plan.
  if (isPart) return 'a part does not have the prompts of the others; verify the merged run';
  if (redacted === true) return 'secrets are redacted in the recorded response';
  return inconclusive?.reason === 'judging-timeout' ? 'the run did not judge the response within its time limit' : null;
}

/** Exchanges without a verdict, which could hide a divergence. For combined requests see `verifyJoined`. */
function unjudged(results: readonly CaseResult[], exchanges: readonly Exchange[]): readonly Refusal[] {
  const judged = new Set(results.flatMap((result) => result.exchanges));
  const left = exchanges.filter(({ id, joined }) => joined === undefined && !judged.has(id));
  return left.length === 0
    ? []
    : [{ reason: 'edited', detail: `Exchange ${left[0]?.id} of ${left[0]?.case} was recorded and never judged.` }];
}

/**
 * Whether combined requests are the evidence of their cases exactly when all their cases conform. An ignored one could
 * hide a failed attempt; a wrongly used one could replace the evidence of a case.
 * @param specs the specs of the run; combined requests of other specs are not checked
 */
export function verifyJoined(events: readonly RunEvent[], specs: readonly Spec[]): readonly Refusal[] {
  const cases = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const mirrored = upstreamCases(cases, events);
  const judged = new Set(events.flatMap((event) => (event.type === 'result' ? event.result.exchanges : [])));
  const joined = events.flatMap((event) => (event.type === 'exchange' && event.exchange.joined ? [event] : []));
  // A request that a resumed run sent again is another one than before its endpoint was lost.
  const superseded = supersededIn(events).exchanges;
  const requests = groupBy(joined, ({ exchange, against }) =>
    [exchange.case, exchange.repetition, exchange.request.body, against, superseded.get(exchange.id)].join(' '),
  );
  return [...requests.values()].flatMap((attempts): readonly Refusal[] => {
    const exchanges = attempts.map(({ exchange }) => exchange);
    const [first] = exchanges;
    const members =
      first === undefined ? null : combinedCases(first, attempts[0]?.against === true ? mirrored : cases, sendsBody);
    // `verifyPlan` refuses a request that no planned cases combine.
    if (
      first === undefined ||
      members === null ||
      !members.every((each) => each.specs.every((id) => specs.some((spec) => spec.id === id)))
    )
      return [];
    const conform = allCasesConform(exchanges, members, specs, judge);
    if (exchanges.every(({ id }) => judged.has(id) === conform)) return [];
    const detail = conform
      ? `Exchange ${first.id} is the evidence of all cases that were combined in it, and was not judged as theirs.`
      : `Exchange ${first.id} is not the evidence of the cases that were combined in it, and was judged as theirs.`;
    return [{ reason: 'edited', detail }];
  });
}
