import type { Case, Omission, Plan, Step } from '../model/case.js';
import type { FileError } from '../model/file-error.js';
import type { Spec } from '../model/spec.js';
import type { Suite } from '../model/suite.js';
import { writtenCandidates, type Candidate, type Offer } from './candidate.js';
import { derive } from './derive.js';
import { canJudge, placeCandidate } from './place-candidate.js';
import { limitParameter, TOKEN_LIMIT } from './promises.js';
import { mostTokens } from './resolve-step.js';
import { select, type Selection } from './select.js';

/** The case that shows whether the endpoint answers at all. It opens every plan, whatever was selected. */
export const CONTROL_CASE = 'basic/minimal';

/** What a plan is made of. */
export interface PlanInput {
  /** In the order of the command: the first that has a case gives it its limit of tokens. */
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
  readonly selection?: Selection;
  /** The model to ask for. */
  readonly model: string;
}

/** Specs × suites × selection → every case, resolved and named, and every case that a spec never promised. */
export function makePlan(input: PlanInput): { readonly plan: Plan } | { readonly errors: readonly FileError[] } {
  const { specs, selection = { suites: [], only: [] }, model } = input;
  const suites = input.suites.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  const entries = suites.flatMap((suite) => entriesOf(suite, specs));
  const selected = select(selection, suites, [...new Set(entries.map(({ id }) => id))]);
  if ('errors' in selected) return selected;

  const byId = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.id !== CONTROL_CASE && !selected.ids.has(entry.id)) continue;
    byId.set(entry.id, [...(byId.get(entry.id) ?? []), entry]);
  }
  const merged = [...byId.values()].map((group) => mergeEntries(group, model));
  const errors = merged.flatMap((each) => each.errors);
  if (errors.length > 0) return { errors };
  const cases = merged.flatMap((each) => each.cases);
  return {
    plan: {
      cases: [...cases.filter(({ id }) => id === CONTROL_CASE), ...cases.filter(({ id }) => id !== CONTROL_CASE)],
      omitted: merged.flatMap((each) => each.omitted),
    },
  };
}

/** One case of one spec, or what it would need there. */
interface Entry {
  readonly id: string;
  readonly spec: Spec;
  readonly offer: Offer;
}

function entriesOf(suite: Suite, specs: readonly Spec[]): readonly Entry[] {
  const asked = specs.filter((spec) => spec.dialect === suite.dialect);
  const written = writtenCandidates(suite).flatMap((candidate) =>
    asked.map((spec): Entry => ({ id: candidate.id, spec, offer: { candidate } })),
  );
  const derived = asked.flatMap((spec) =>
    derive(suite, spec).map((offer): Entry => ({ id: 'id' in offer ? offer.id : offer.candidate.id, spec, offer })),
  );
  return [...written, ...derived];
}

interface Merged {
  readonly cases: readonly Case[];
  readonly omitted: readonly Omission[];
  readonly errors: readonly FileError[];
}

/** The entries of one id: those that can share their exchange become one case, the others a case each. */
function mergeEntries(entries: readonly Entry[], model: string): Merged {
  const groups: Group[] = [];
  const omitted: Omission[] = [];
  const errors: FileError[] = [];
  for (const { id, spec, offer } of entries) {
    const placed = 'candidate' in offer ? placeCandidate(offer.candidate, spec, model) : offer;
    if ('errors' in placed) errors.push(...placed.errors);
    else if ('needs' in placed) omitted.push({ case: id, spec: spec.id, needs: placed.needs });
    else {
      if (groups.some(({ specs }) => specs.includes(spec))) errors.push(derivedTwice(placed.candidate));
      const shared = groups.find((group) => canShare(group, placed, spec));
      if (shared === undefined) groups.push({ ...placed, specs: [spec] });
      else shared.specs.push(spec);
    }
  }
  return { cases: groups.map(({ candidate, steps, specs }) => makeCase(candidate, steps, specs)), omitted, errors };
}

/** Specs that judge one exchange. */
interface Group extends Resolved {
  readonly specs: Spec[];
}

interface Resolved {
  readonly candidate: Candidate;
  readonly steps: readonly Step[];
}

/** Whether a spec can judge the exchange of a group in place of one of its own. */
function canShare(group: Group, { candidate, steps }: Resolved, spec: Spec): boolean {
  const alike = (['expects', 'mistake', 'about'] as const).every((key) => group.candidate[key] === candidate[key]);
  if (!alike || !hasSameScheme(group.steps, group.specs[0] ?? spec, spec)) return false;
  if (JSON.stringify(group.steps) === JSON.stringify(steps)) return true;
  // Derived for each spec by itself, it may still be the same request apart from the limit.
  return (
    JSON.stringify(group.candidate.steps) === JSON.stringify(candidate.steps) && canJudge(candidate, group.steps, spec)
  );
}

function derivedTwice({ id, written }: Candidate): FileError {
  return { ...written, reason: `${id} is written and derived.`, suggestion: 'Give the written case another id.' };
}

/** Whether both specs would have the key presented in the same way. */
function hasSameScheme(steps: readonly Step[], first: Spec, other: Spec): boolean {
  if (first === other) return true;
  return steps.every(({ auth }) => {
    const [mine, theirs] = [first, other].map((spec) =>
      auth.scheme === null ? spec.auth[0] : spec.auth.find(({ id }) => id === auth.scheme),
    );
    return mine?.header === theirs?.header && mine?.prefix === theirs?.prefix;
  });
}

function makeCase(candidate: Candidate, steps: readonly Step[], specs: readonly Spec[]): Case {
  const { written: _, ...rest } = candidate;
  const limit = specs[0] === undefined ? null : limitParameter(specs[0]);
  return {
    ...rest,
    about: candidate.about === TOKEN_LIMIT ? (limit ?? candidate.about) : candidate.about,
    steps,
    specs: specs.map(({ id }) => id),
    maxTokens: steps.map(mostTokens).reduce((sum, each) => (sum === null || each === null ? null : sum + each)),
  };
}
