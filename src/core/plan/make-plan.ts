import type { Plan, Step } from '../model/case.js';
import { fail, ok, type Result } from '../model/result.js';
import type { Spec } from '../model/spec.js';
import type { Suite } from '../model/suite.js';
import { promises } from '../schema/promises.js';
import { writtenCandidates, type Offer, groupBy } from './candidate.js';
import { CONTROL_CASE } from './case-ids.js';
import { derive } from './derive.js';
import { leaveOutCostly, select, type Selection } from './select.js';
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
  const { selection = { suites: [], only: [] }, model, limitParameter, headers, mostRequests = MOST_REQUESTS } = input;
  const specs = input.specs.map((spec) => specForRun(spec, model, headers));
  const suites = input.suites.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const offered = suites.flatMap((suite) => offersOf(suite, specs));
  const selected = select(selection, suites, [...new Set(offered.map(({ id }) => id))]);
  if (!selected.ok) return selected;

  const entries = offered
    .filter(({ id }) => id === CONTROL_CASE || selected.value.has(id))
    .map(({ id, spec, offer }): Entry => ({
      id,
      spec,
      placed:
        'candidate' in offer
          ? withScheme(placeCandidate(offer.candidate, spec, model, limitParameter), spec, specs)
          : offer,
    }));
  const byId = groupBy(leaveOutCostly(entries, mostRequests), ({ id }) => id);
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
  const written = writtenCandidates(suite).flatMap((candidate) =>
    matching
      .filter((spec) => candidate.uncommon !== true || candidate.needs.every((feature) => promises(spec, feature)))
      .map((spec): Offered => ({ id: candidate.id, spec, offer: { candidate } })),
  );
  const derived = matching.flatMap((spec) =>
    derive(suite, spec).map((offer): Offered => ({ id: 'id' in offer ? offer.id : offer.candidate.id, spec, offer })),
  );
  return [...written, ...derived];
}
