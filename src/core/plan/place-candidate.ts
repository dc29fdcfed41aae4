import { dialectOf } from '../dialect/index.js';
import type { Step } from '../model/case.js';
import type { Mistake } from '../model/claim.js';
import type { JsonObject } from '../model/json.js';
import type { Spec } from '../model/spec.js';
import type { Candidate } from './candidate.js';
import { checkRequest, isDocumentedStep, resolveStep } from './resolve-step.js';
import { errorsOf, judgesMistake, knowsParameter, promisesCase } from '../schema/promises.js';
import { limitParameter, meetsNeed } from './token-limit.js';

/** A candidate with the requests that are sent for one spec. */
export interface Resolved {
  readonly candidate: Candidate;
  readonly steps: readonly Step[];
  /** The parameter that limits output tokens in that spec; null for none. */
  readonly limitedBy: string | null;
}

/** A candidate for one spec: resolved, or omitted or skipped with its needs. */
export type Placed = Resolved | { readonly needs: string; readonly skipped?: true };

/** Begins the needs of a case whose request the documents do not allow. */
export const OTHER_REQUEST = 'a request that the documents allow';

/**
 * Resolves a candidate for a spec. Returns what it needs if the spec does not document that, or does not allow the
 * request.
 * @param chosenLimit the parameter that limits output tokens if the spec documents it
 */
export function placeCandidate(written: Candidate, spec: Spec, model: string, chosenLimit: string | undefined): Placed {
  const candidate = withFurther(withoutSteps(written, spec), spec);
  const missing = missingNeeds(candidate, spec);
  if (missing.length > 0) return { needs: missing.join(', ') };
  const limitedBy = limitParameter(spec, chosenLimit);
  const steps = candidate.steps.map((step) => resolveStep(step, spec, model, limitedBy));
  const reasons = candidate.expects === 'accepted' ? steps.flatMap((step) => reasonsAgainst(step, spec)) : [];
  const [reason] = reasons;
  // The documents of a user may allow less than the suites expect.
  if (reason !== undefined) return { needs: `${OTHER_REQUEST}: ${reason}` };
  return { candidate: asDocumented(candidate, steps, spec), steps, limitedBy };
}

/** The candidate without the steps that need what a spec does not document. */
function withoutSteps(candidate: Candidate, spec: Spec): Candidate {
  return { ...candidate, steps: candidate.steps.filter(({ needs }) => needs.every((need) => meetsNeed(spec, need))) };
}

/** The candidate with those of its further parameters that a spec documents. */
function withFurther(candidate: Candidate, spec: Spec): Candidate {
  const steps = candidate.steps.map((step) => {
    const known = Object.entries(step.also).filter(([name]) => knowsParameter(spec, name));
    return step.request === null || known.length === 0
      ? step
      : { ...step, request: { ...step.request, ...Object.fromEntries(known) } };
  });
  return { ...candidate, steps };
}

/** Whether a spec can judge the exchange of requests that were resolved for another spec. */
export function canJudge(candidate: Candidate, steps: readonly Step[], spec: Spec): boolean {
  if (candidate.expects === 'either') return true;
  const { structural } = dialectOf(spec).request;
  return steps.every((step) => {
    const known = Object.keys(step.body ?? {}).every((name) => structural.includes(name) || knowsParameter(spec, name));
    return known && (candidate.expects === 'refused' || isValid(step, spec));
  });
}

/** Mistakes that a request schema can express. */
const SCHEMATIC: ReadonlySet<Mistake> = new Set(['missing-field', 'wrong-type', 'out-of-range', 'unknown-value']);

/** If the documents do not forbid the request, by schema or by a claim, either answer is right. */
function asDocumented(candidate: Candidate, steps: readonly Step[], spec: Spec): Candidate {
  const { id, mistake } = candidate;
  if (mistake === null || !SCHEMATIC.has(mistake) || promisesCase(spec, id)) return candidate;
  const forbidden = steps.some((step) => step.rawBody !== undefined || !isValid(step, spec));
  return forbidden ? candidate : { ...candidate, expects: 'either', mistake: null };
}

function missingNeeds(candidate: Candidate, spec: Spec): readonly string[] {
  const needs = candidate.needs.filter((need) => !meetsNeed(spec, need));
  if (candidate.mistake !== null && !judgesMistake(spec, candidate.mistake)) needs.push(errorsOf(candidate.mistake));
  // A case to which either answer is right may send undocumented parameters.
  const sent = candidate.expects === 'either' ? [] : candidate.steps.flatMap((step) => parameters(step.request, spec));
  // A parameter that a version of the API removed is documented: it is refused.
  const removed = candidate.mistake === null ? [] : spec.versions.flatMap(({ lacks }) => lacks);
  return [...new Set([...needs, ...sent.filter((name) => !knowsParameter(spec, name) && !removed.includes(name))])];
}

function parameters(request: JsonObject | null, spec: Spec): readonly string[] {
  const { structural } = dialectOf(spec).request;
  return Object.keys(request ?? {}).filter((name) => !structural.includes(name));
}

function isValid(step: Step, spec: Spec): boolean {
  return step.body === undefined || step.rawBody !== undefined || isDocumentedStep(spec, step, step.body);
}

function reasonsAgainst(step: Step, spec: Spec): readonly string[] {
  return step.body === undefined || step.rawBody !== undefined ? [] : checkRequest(spec, step, step.body);
}
