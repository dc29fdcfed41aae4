import { allCasesConform } from '../judge/all-cases-conform.js';
import { judge } from '../judge/judge.js';
import type { Case } from '../model/case.js';
import type { RunEvent } from '../model/event.js';
import type { Exchange } from '../model/exchange.js';
import type { Spec } from '../model/spec.js';
import { groupBy } from '../plan/group-by.js';
import type { Refusal } from './verification.js';

/**
 * Whether joined requests stand for their cases where they should, and nowhere else: left aside, one could hide that a
 * case was asked twice until it conformed; made to stand, it could speak for a case that it does not acquit.
 * @param specs those by which the run was judged; joined requests of others are left alone
 */
export function verifyJoined(events: readonly RunEvent[], specs: readonly Spec[]): readonly Refusal[] {
  const cases = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const judged = new Set(events.flatMap((event) => (event.type === 'result' ? event.result.exchanges : [])));
  const joined = events.flatMap((event) => (event.type === 'exchange' && event.exchange.joined ? [event] : []));
  const requests = groupBy(joined, ({ exchange, against }) =>
    [exchange.case, exchange.repetition, exchange.request.body, against].join(' '),
  );
  return [...requests.values()].flatMap((attempts): readonly Refusal[] => {
    const exchanges = attempts.map(({ exchange }) => exchange);
    const [first] = exchanges;
    const members = first === undefined ? [] : membersOf(first, cases);
    if (first === undefined || !members.every((each) => each.specs.every((id) => specs.some((spec) => spec.id === id))))
      return [];
    const stands = allCasesConform(exchanges, members, specs, judge);
    if (exchanges.every(({ id }) => judged.has(id) === stands)) return [];
    const detail = stands
      ? `Exchange ${first.id} stands for all cases that were joined in it, and was not judged as theirs.`
      : `Exchange ${first.id} does not stand for the cases that were joined in it, and was judged as theirs.`;
    return [{ reason: 'edited', detail }];
  });
}

/** The cases that a joined request was sent for. */
function membersOf({ case: first, also = [] }: Exchange, cases: readonly Case[]): readonly Case[] {
  const names = new Set([first, ...also.map((turn) => turn.case)]);
  return cases.filter(({ id, joins }) => joins === true && names.has(id));
}
