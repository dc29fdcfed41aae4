import type { Exchanged, Judged, Planned, RunEvent } from '../model/event.js';
import type { CaseResult, Verdict } from '../model/case-result.js';
import { resultKey } from './divergence-key.js';
import type { Part } from './merge.js';

/** The events of the whole run: its plan, then the exchanges and results of each case. */
export function joinEvents(parts: readonly Part[], plan: Planned): readonly RunEvent[] {
  const [first] = parts;
  if (first === undefined) return [];
  const { shard: _, ...run } = first.run;
  const sendings = new Map<string, Sending>();
  for (const [n, part] of parts.entries()) for (const sending of sendingsOf(part, n)) keepWorse(sendings, sending);
  const ordered = [...sendings.values()].sort((a, b) => compare(a.order, b.order));
  const startedAt = parts.map((part) => part.run.startedAt).toSorted()[0] ?? run.startedAt;
  const baseline = first.events.findLast(({ type }) => type === 'baseline');
  const durationMs = Math.max(...parts.map((part) => endOf(part) - Date.parse(startedAt)), 0);
  return [
    { ...run, startedAt },
    ...(baseline === undefined ? [] : [baseline]),
    plan,
    ...renumber(ordered),
    { type: 'end', durationMs: Number.isFinite(durationMs) ? Math.round(durationMs) : 0, complete: true },
  ];
}

/** The exchanges and results of one repetition of a case with one endpoint, which are kept or dropped together. */
interface Sending {
  readonly key: string;
  /** The number of the part that sent it: exchanges are numbered in each part. */
  readonly part: number;
  /** The place in the whole plan, the repetition, and 1 for the upstream. */
  readonly order: readonly [place: number, repetition: number, against: number];
  readonly exchanges: Exchanged[];
  readonly results: Judged[];
}

function sendingsOf({ plan, events }: Part, part: number): readonly Sending[] {
  const sendings = new Map<string, Sending>();
  const at = (place: number, repetition: number, against: boolean): Sending => {
    const order = [place, repetition, against ? 1 : 0] as const;
    const key = order.join(' ');
    const found = sendings.get(key) ?? { key, part, order, exchanges: [], results: [] };
    sendings.set(key, found);
    return found;
  };
  const places = new Map(
    plan.cases.flatMap(({ id, specs }, n) =>
      specs.map((spec) => [resultKey({ case: id, spec }), plan.positions.cases[n] ?? -1] as const),
    ),
  );
  for (const event of events) {
    if (event.type === 'exchange') {
      const place = plan.positions.cases[event.planned ?? -1] ?? -1;
      at(place, event.exchange.repetition ?? 0, event.against === true).exchanges.push({ ...event, planned: place });
    } else if (event.type === 'result') {
      const { result, repetition = 0, against = false } = event;
      const { results } = at(places.get(resultKey(result)) ?? -1, repetition, against);
      // A resumed part may have two results; the last one counts.
      const before = results.findIndex((each) => each.result.spec === result.spec);
      if (before >= 0) results.splice(before, 1);
      results.push(event);
    }
  }
  return [...sendings.values()];
}

const WEIGHT: Readonly<Record<Verdict, number>> = { conforms: 0, inconclusive: 1, diverges: 2 };

/** Keeps the worst of the parts' results for the control case, which every part sends. */
function keepWorse(sendings: Map<string, Sending>, sending: Sending): void {
  const weigh = ({ results }: Sending): number => Math.max(...results.map(({ result }) => WEIGHT[result.verdict]), -1);
  const known = sendings.get(sending.key);
  if (known === undefined || weigh(sending) > weigh(known)) sendings.set(sending.key, sending);
}

/** Renumbers exchanges, and their ids in results: a case may be judged by exchanges of another case. */
function* renumber(sendings: readonly Sending[]): Generator<RunEvent> {
  const ids = new Map<string, number>();
  for (const { part, exchanges } of sendings)
    for (const { exchange } of exchanges) ids.set(`${part} ${exchange.id}`, ids.size);
  for (const { part, exchanges, results } of sendings) {
    const rename = (id: number): number => ids.get(`${part} ${id}`) ?? id;
    for (const event of exchanges) yield { ...event, exchange: { ...event.exchange, id: rename(event.exchange.id) } };
    for (const event of results) yield { ...event, result: renameExchanges(event.result, rename) };
  }
}

function renameExchanges(result: CaseResult, rename: (id: number) => number): CaseResult {
  return {
    ...result,
    exchanges: result.exchanges.map(rename),
    divergences: result.divergences.map((each) => ({ ...each, exchange: rename(each.exchange) })),
  };
}

function compare(a: readonly number[], b: readonly number[]): number {
  const n = a.findIndex((value, place) => value !== b[place]);
  return n < 0 ? 0 : (a[n] ?? 0) - (b[n] ?? 0);
}

/** The end of a part, in milliseconds since 1970. */
function endOf({ run, events }: Part): number {
  let from = Date.parse(run.startedAt);
  let end = from;
  for (const event of events) {
    if (event.type === 'resumed') from = Date.parse(event.startedAt);
    if (event.type === 'end') end = from + event.durationMs;
  }
  return end;
}
