import type { Exchanged, RunEvent } from '../model/event.js';
import type { CaseStep } from '../model/exchange.js';
import type { Spec } from '../model/spec.js';
import { type PlannedRequest, requestsOf } from '../plan/requests-of.js';
import { joinUrl } from '../wire/join-url.js';
import { upstreamCases } from './upstream-cases.js';
import { firstDifference, type Refusal } from './verify-run.js';

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
  const turnsOf = ({ plannedSteps }: PlannedRequest): readonly CaseStep[] =>
    plannedSteps.map(({ planned, step }) => ({ case: cases[planned]?.id ?? '', step }));
  const requestOf = ({ exchange, planned, against }: Exchanged): PlannedRequest | null => {
    if (planned === undefined || cases[planned]?.steps[exchange.step] === undefined) return null;
    const those = against === true ? mirrored : requests;
    return exchange.joined === true ? those.batchFor(planned) : those.requestFor({ planned, step: exchange.step });
  };
  const isRepetition = (number: number | undefined): boolean =>
    repeat === 1 ? number === undefined : Number.isInteger(number) && (number ?? -1) >= 0 && (number ?? -1) < repeat;
  for (const event of events) {
    if (event.type === 'result' && !isRepetition(event.repetition))
      return [
        edited(`${event.result.case} (${event.result.spec}) was judged in a repetition that the plan does not have.`),
      ];
    if (event.type !== 'exchange') continue;
    const { id, case: first, step, also = [], repetition } = event.exchange;
    const request = requestOf(event);
    const isPlanned = request !== null && firstDifference(turnsOf(request), [{ case: first, step }, ...also]) === null;
    if (!isPlanned || request.plannedSteps[0]?.planned !== event.planned || !isRepetition(repetition))
      return [edited(`Exchange ${id} belongs to no request of the plan.`)];
    const { raw, timed, request: sent } = event.exchange;
    // Captures have neither the bytes nor their times, so that some checks do not run on them.
    if (!raw || !timed) return [edited(`Exchange ${id} is not recorded as a run records it.`)];
    const target = event.against === true ? run.against?.target : run.target;
    if (target !== undefined && sent.url !== urlOf(target.baseUrl, request.step.path))
      return [edited(`Exchange ${id} was sent to another address than the plan says.`)];
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
