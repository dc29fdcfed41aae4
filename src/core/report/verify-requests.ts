import type { Exchanged, RunEvent } from '../model/event.js';
import type { Spec } from '../model/spec.js';
import { requestsOf } from '../plan/requests-of.js';
import { joinUrl } from '../wire/join-url.js';
import { upstreamCases } from './upstream-cases.js';
import type { Refusal } from './verification.js';

/**
 * Whether each exchange belongs to a request of the plan: the cases that share it, its position and its repetition. With other
 * ones a second response would look like that to another request. Parts of a plan are not checked: they are no complete run.
 * @param specs the specs of the run; without all of them the requests are unknown
 */
export function verifyRequests(events: readonly RunEvent[], specs: readonly Spec[]): readonly Refusal[] {
  const [run] = events;
  if (run?.type !== 'run' || run.specs.length !== specs.length || (run.shard?.of ?? 1) > 1) return [];
  const cases = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const repeat = events.flatMap((event) => (event.type === 'plan' ? [event.repeat ?? 1] : []))[0] ?? 1;
  const requests = requestsOf(cases, specs);
  const mirrored = requestsOf(upstreamCases(cases, events), specs);
  const isRepetition = (number: number | undefined): boolean =>
    repeat === 1 ? number === undefined : Number.isInteger(number) && (number ?? -1) >= 0 && (number ?? -1) < repeat;
  /** Whether the steps of an exchange share a request of the plan. A part of a merged run shares it among its own cases. */
  const isPlanned = ({ exchange, planned = -1, against }: Exchanged): boolean => {
    const { case: id, step, also = [], joined, followUp, variation } = exchange;
    if (cases[planned]?.id !== id || cases[planned].steps[step] === undefined) return false;
    // `verifyPlan` compares combined requests with the cases that may be combined.
    if (joined === true) return true;
    const { plannedSteps, step: sent } = (against === true ? mirrored : requests).requestFor({ planned, step });
    if (followUp === undefined && variation !== sent.variation) return false;
    return also.every((turn) =>
      plannedSteps.some((each) => cases[each.planned]?.id === turn.case && each.step === turn.step),
    );
  };
  const sentIn = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'result' && !isRepetition(event.repetition))
      return [
        edited(`${event.result.case} (${event.result.spec}) was judged in a repetition that the plan does not have.`),
      ];
    if (event.type !== 'exchange') continue;
    const { id, repetition, raw, timed, end, endCode, request, case: first, step, also = [], joined } = event.exchange;
    if (!isPlanned(event) || !isRepetition(repetition))
      return [edited(`Exchange ${id} belongs to no request of the plan.`)];
    // Captures have neither the bytes nor their times, so that some checks do not run on them.
    if (!raw || !timed || (end === 'complete' && endCode !== null))
      return [edited(`Exchange ${id} is not recorded as a run records it.`)];
    const target = event.against === true ? run.against?.target : run.target;
    const path = cases[event.planned ?? -1]?.steps[step]?.path ?? '';
    if (target !== undefined && request.url !== urlOf(target.baseUrl, path))
      return [edited(`Exchange ${id} was sent to another address than the plan says.`)];
    const turns = [{ case: first, step }, ...also];
    const shared = JSON.stringify([event.planned, turns]);
    const places = turns.map((turn) => cases.findIndex((each) => each.id === turn.case));
    if (places.some((place, n) => n > 0 && place < (places[n - 1] ?? 0)))
      return [edited(`Exchange ${id} does not name its cases in the order of the plan.`)];
    for (const [n, turn] of turns.entries()) {
      // Specs that need different requests have different cases of one id.
      if (cases.filter((each) => each.id === turn.case).length > 1) continue;
      const key = JSON.stringify([turn.case, turn.step, repetition, event.against, joined]);
      const isTwice = turns.slice(0, n).some((each) => each.case === turn.case && each.step === turn.step);
      if (isTwice || (sentIn.get(key) ?? shared) !== shared)
        return [edited(`Exchange ${id} is a second request for ${turn.case}.`)];
      sentIn.set(key, shared);
    }
  }
  return [];
}

/** The address of a path below a base URL, as an exchange records it; null if there is no such address. */
function urlOf(base: string, path: string): string | null {
  return URL.canParse(base) ? new URL(joinUrl(new URL(base), path)).href : null;
}

function edited(detail: string): Refusal {
  return { reason: 'edited', detail };
}
