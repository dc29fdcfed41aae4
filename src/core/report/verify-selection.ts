import type { Case, Plan } from '../model/case.js';
import type { RunEvent } from '../model/event.js';
import { makeBothPlans, type PlanInput } from '../plan/make-plan.js';
import { versionHeaders } from '../plan/spec-for-run.js';
import type { Refusal } from './verification.js';

/**
 * Whether the recorded selection gives the recorded plan: an invented one would name flags that the run did not have.
 * Without a selection see `verifyPlan`.
 * @param input the specs, suites and model of the run
 * @param quickChoice the cases that a quick run of this selection chooses; null if that is unknown here
 */
export function verifySelection(
  events: readonly RunEvent[],
  input: Pick<PlanInput, 'specs' | 'suites' | 'model'>,
  quickChoice: readonly Case[] | null,
): readonly Refusal[] {
  const [run] = events;
  if (run?.type !== 'run' || run.selection === undefined || (run.shard?.of ?? 1) > 1) return [];
  const { suites = [], only = [], all, limitParameter, headers, quickOf } = run.selection;
  const isEmpty =
    Object.keys(run.selection).length === 0 ||
    [run.selection.suites, run.selection.only].some((each) => each?.length === 0);
  const isStray = headers !== undefined && !sameNames(headers, versionHeaders(input.specs, headers));
  const plans = makeBothPlans({ ...input, limitParameter, headers, selection: { suites, only } });
  if (!plans.ok || isEmpty || isStray) return different('it selects no cases of the suites of this version');
  const { complete, unlimited } = plans.value;
  const least = all === true ? unlimited : complete;
  const planned = events.flatMap((event) => (event.type === 'plan' ? event.cases : []));
  const recorded = pairsOf({ cases: planned });
  const possible = pairsOf(unlimited);
  const stray = [...recorded].find((pair) => !possible.has(pair));
  if (stray !== undefined) return different(`it does not select ${stray}`);
  if (quickOf !== undefined) {
    const counts = [least.cases.length, unlimited.cases.length] as const;
    if (quickOf < Math.max(counts[0], planned.length) || quickOf > counts[1])
      return different(`${quickOf} is not the number of cases that a quick run chose from`);
    if (quickChoice === null) return [];
    const chosen = pairsOf({ cases: quickChoice });
    const odd = [...recorded].find((pair) => !chosen.has(pair)) ?? [...chosen].find((pair) => !recorded.has(pair));
    return odd === undefined ? [] : different(`a quick run does not choose these cases, see ${odd}`);
  }
  const missing = [...pairsOf(least)].find((pair) => !recorded.has(pair));
  return missing === undefined ? [] : different(`it also selects ${missing}`);
}

const sameNames = (one: object, other: object): boolean =>
  Object.keys(one).length > 0 && Object.keys(one).length === Object.keys(other).length;

function pairsOf({ cases }: Pick<Plan, 'cases'>): ReadonlySet<string> {
  return new Set(cases.flatMap(({ id, specs }) => specs.map((spec) => `${id} (${spec})`)));
}

function different(why: string): readonly Refusal[] {
  return [{ reason: 'edited', detail: `The selection of the run is not that of its plan: ${why}.` }];
}
