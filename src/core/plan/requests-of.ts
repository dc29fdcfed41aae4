import type { PlannedRequest, PlannedRequests, PlannedStep } from './planned-request.js';
import type { Case, Step } from '../model/case.js';
import type { Spec } from '../model/spec.js';
import { groupBy } from '../model/group-by.js';
import { batchRequests } from './batch-requests.js';
import { CONTROL_CASE } from './case-ids.js';
import { variationOf } from './vary-request.js';

/**
 * The requests of a plan: identical steps with the same key share a request, and batchable cases share a batched one. The
 * result depends on the cases and their specs only.
 * @param complete the cases of the complete plan, if these are a part of it: a request has the same form in every part
 */
export function requestsOf(
  cases: readonly Case[],
  specs: readonly Spec[],
  complete: readonly Case[] = cases,
): PlannedRequests {
  const own = shareRequests(cases, specs, complete);
  const byStep = new Map(
    own.flatMap((request) => request.plannedSteps.map((turn) => [nameOf(turn), request] as const)),
  );
  // A case that shares a request costs nothing by itself.
  const free = [...cases.keys()].filter(
    (planned) => byStep.get(nameOf({ planned, step: 0 }))?.plannedSteps.length === 1,
  );
  const batched = batchRequests(cases, free, specs);
  const batchFor = new Map(
    batched.flatMap((request) => request.plannedSteps.map(({ planned }) => [planned, request] as const)),
  );
  const isFallback = ({ plannedSteps }: PlannedRequest): boolean =>
    plannedSteps.every(({ planned }) => batchFor.has(planned));
  return {
    sent: [...own.filter((request) => !isFallback(request)), ...batched].toSorted(
      (a, b) => (a.plannedSteps[0]?.planned ?? 0) - (b.plannedSteps[0]?.planned ?? 0),
    ),
    fallback: own.filter(isFallback),
    batchFor: (planned) => batchFor.get(planned) ?? null,
    requestFor(turn) {
      const request = byStep.get(nameOf(turn));
      if (request === undefined) throw new Error(`No case of the plan has the step ${nameOf(turn)}`);
      return request;
    },
  };
}

function shareRequests(
  cases: readonly Case[],
  specs: readonly Spec[],
  complete: readonly Case[],
): readonly PlannedRequest[] {
  const scheme = specs.flatMap(({ auth }) => auth)[0]?.id ?? null;
  const groups = groupSteps(cases, scheme);
  const completeGroups = complete === cases ? groups : groupSteps(complete, scheme);
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    // The key of an unshared step is its position, which is another one in the complete plan.
    const sharing = first.shares ? (completeGroups.get(key) ?? []) : [];
    const [leader = first] = sharing;
    const variation = sharing.some(({ repeated }) => repeated) ? null : variationOf(leader.each, specs);
    const step = variation === null ? first.step : { ...first.step, variation };
    return [{ step, plannedSteps: group.map(({ turn }) => turn), batched: false }];
  });
}

interface GroupedStep {
  readonly each: Case;
  readonly step: Step;
  readonly turn: PlannedStep;
  /** Whether a later step of its case sends the same: then both have the plain form. */
  readonly repeated: boolean;
  /** Whether its request may be that of other cases too. */
  readonly shares: boolean;
}

/** The steps of each request, by a key. The case of the first step selects the form of the request. */
function groupSteps(cases: readonly Case[], scheme: string | null): ReadonlyMap<string, readonly GroupedStep[]> {
  const steps = cases.flatMap((each, planned) => {
    const keys = each.steps.map((step) => keyOf(step, scheme));
    // Steps of one case are never shared with each other, and a kept case shares with no other.
    return each.steps.map((step, n): GroupedStep & { readonly key: string } => {
      const key = keys[n] ?? '';
      return {
        each,
        step,
        turn: { planned, step: n },
        key,
        shares: keys.indexOf(key) === n && !isKept(each) && step.answerAt === undefined,
        repeated: keys.lastIndexOf(key) > n,
      };
    });
  });
  return groupBy(steps, ({ each, turn, key, shares }) =>
    shares ? `${key} ${each.expects === 'refused'}` : nameOf(turn),
  );
}

/** Whether a case shares with no other: the control request, which every part of a run sends, and what follows a hang-up. */
function isKept({ id, steps }: Case): boolean {
  return id === CONTROL_CASE || steps.some(({ hangUpAfter }) => hangUpAfter !== undefined);
}

/** Equal for steps that go on the wire alike. */
function keyOf({ method, path, headers, body, rawBody, auth, stream }: Step, first: string | null): string {
  const sorted = body === undefined ? null : Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const key = [auth.kind, auth.kind === 'none' || auth.kind === 'foreign' ? null : (auth.scheme ?? first)];
  return JSON.stringify([method, path, headers, sorted, rawBody ?? null, key, stream]);
}

function nameOf({ planned, step }: PlannedStep): string {
  return `${planned} ${step}`;
}
