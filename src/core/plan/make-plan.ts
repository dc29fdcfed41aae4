import type { Plan, Step } from '../model/case.js';
import { memoize } from '../model/memoize.js';
import { fail, ok, type Result } from '../model/result.js';
import type { Spec } from '../model/spec.js';
import type { Suite } from '../model/suite.js';
import { promises } from '../schema/promises.js';
import { writtenCandidates, type Offer } from './candidate.js';
import { groupBy } from '../model/group-by.js';
import { CONTROL_CASE } from './case-ids.js';
import { derive } from './derive.js';
import { leaveOutCostly, select, suitesFor, type Selection } from './select.js';
import { mergeEntries, type Entry } from './merge-entries.js';
import { placeCandidate, type Placed } from './place-candidate.js';
import { specForRun } from './spec-for-run.js';

/** What a plan is made of. */
export interface PlanInput {
  /** In the order of the command. The first spec that has a case determines its token limit. */
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
  readonly selection?: Selection | undefined;
  /** The requested model. */
  readonly model: string;
  /** The documented parameter that limits the tokens of requests; a spec that does not document it keeps its own. */
  readonly limitParameter?: string | undefined;
  /** Headers that choose a version which a spec documents: `anthropic-version`. The others are ignored. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The most requests of a run by one spec: beyond them costly cases are left out; 120 by default. */
  readonly mostRequests?: number;
}

/** How many requests a run by one spec takes, unless it names another number. */
export const MOST_REQUESTS = 120;

/** Specs × suites × selection → every case, resolved and named, and every omitted case. */
export function makePlan(input: PlanInput): Result<Plan> {
  const entries = entriesOf(input);
  return entries.ok ? planOf(leaveOutCostly(entries.value, input.mostRequests ?? MOST_REQUESTS)) : entries;
}

/** The plan of a run, and that of the same run without a limit of requests. */
export function makeBothPlans(
  input: Omit<PlanInput, 'mostRequests'>,
): Result<{ readonly complete: Plan; readonly unlimited: Plan }> {
  const entries = entriesOf(input);
  if (!entries.ok) return entries;
  const limited = leaveOutCostly(entries.value, MOST_REQUESTS);
  const unlimited = planOf(entries.value);
  const complete = limited === entries.value ? unlimited : planOf(limited);
  if (!unlimited.ok) return unlimited;
  return complete.ok ? ok({ complete: complete.value, unlimited: unlimited.value }) : complete;
}

/** The ids of all cases that a plan of these specs has or omits. */
export function offeredIds({ specs, suites, model, headers }: PlanInput): ReadonlySet<string> {
  const ofRun = specs.map((spec) => specForRun(spec, model, headers));
  return new Set(suites.flatMap((suite) => offersOf(suite, ofRun)).map(({ id }) => id));
}

/** Every selected case for every spec. */
function entriesOf(input: PlanInput): Result<readonly Entry[]> {
  const { selection = { suites: [], only: [] }, model, limitParameter, headers } = input;
  const specs = input.specs.map((spec) => specForRun(spec, model, headers));
  const suites = input.suites.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const offer = (from: readonly Suite[]): Result<readonly Offered[]> => {
    const offered = from.flatMap((suite) => offersOf(suite, specs));
    const selected = select(selection, suites, [...new Set(offered.map(({ id }) => id))]);
    return selected.ok ? ok(offered.filter(({ id }) => id === CONTROL_CASE || selected.value.has(id))) : selected;
  };
  const near = suitesFor(selection, suites);
  const likely = offer(near);
  // Errors suggest a case of any suite.
  const chosen = likely.ok || near.length === suites.length ? likely : offer(suites);
  if (!chosen.ok) return chosen;
  return ok(
    chosen.value.map(({ id, spec, offer: each }): Entry => ({
      id,
      spec,
      placed:
        'candidate' in each
          ? withScheme(placeCandidate(each.candidate, spec, model, limitParameter), spec, specs)
          : each,
    })),
  );
}

function planOf(entries: readonly Entry[]): Result<Plan> {
  const byId = groupBy(entries, ({ id }) => id);
  const merged = [...byId.values()].map(mergeEntries);
  const errors = merged.flatMap((each) => each.errors);
  if (errors.length > 0) return fail(errors);
  const cases = merged.flatMap((each) => each.cases);
  return ok({
    cases: [...cases.filter(({ id }) => id === CONTROL_CASE), ...cases.filter(({ id }) => id !== CONTROL_CASE)],
    omitted: merged.flatMap((each) => each.omitted),
  });
}

/**
 * Names the auth scheme of every request if the run has specs of several dialects: a request without one uses the first
 * scheme of all specs.
 */
function withScheme(placed: Placed, spec: Spec, [first]: readonly Spec[]): Placed {
  const own = spec.auth[0];
  if (!('steps' in placed) || own === undefined || spec.dialect === first?.dialect) return placed;
  const nameScheme = (step: Step): Step => ({ ...step, auth: { ...step.auth, scheme: step.auth.scheme ?? own.id } });
  return { ...placed, steps: placed.steps.map(nameScheme) };
}

/** A case that a suite offers to a spec. */
interface Offered {
  readonly id: string;
  readonly spec: Spec;
  readonly offer: Offer;
}

function offersOf(suite: Suite, specs: readonly Spec[]): readonly Offered[] {
  const matching = specs.filter((spec) => spec.dialect === suite.dialect);
  const written = candidatesOf(suite).flatMap((candidate) =>
    matching
      .filter((spec) => candidate.uncommon !== true || candidate.needs.every((feature) => promises(spec, feature)))
      .map((spec): Offered => ({ id: candidate.id, spec, offer: { candidate } })),
  );
  const derived = matching.flatMap((spec) =>
    derivedOffers(suite)(spec).map((offer): Offered => ({
      id: 'id' in offer ? offer.id : offer.candidate.id,
      spec,
      offer,
    })),
  );
  return [...written, ...derived];
}

// Several plans of one process have the same suites and specs, and deriving takes half of the time of a plan.
const candidatesOf = memoize(writtenCandidates);
const derivedOffers = memoize((suite: Suite) => memoize((spec: Spec) => derive(suite, spec)));
