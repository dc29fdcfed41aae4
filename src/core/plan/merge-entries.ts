import { defined } from '../model/defined.js';
import type { Case, Omission, Step } from '../model/case.js';
import type { InputError } from '../model/result.js';
import type { Spec } from '../model/spec.js';
import type { Candidate } from './candidate.js';
import { canJudge, type Placed, type Resolved } from './place-candidate.js';
import { mostTokens, TOKEN_LIMIT } from './token-limit.js';

/** One case for one spec: resolved or omitted. */
export interface Entry {
  readonly id: string;
  readonly spec: Spec;
  readonly placed: Placed;
}

/** The cases, omissions and errors of entries. */
export interface Merged {
  readonly cases: readonly Case[];
  readonly omitted: readonly Omission[];
  readonly errors: readonly InputError[];
}

/** Merges the entries of one id: specs that can share an exchange share a case. */
export function mergeEntries(entries: readonly Entry[]): Merged {
  const groups: Group[] = [];
  const omitted: Omission[] = [];
  const errors: InputError[] = [];
  for (const { id, spec, placed } of entries) {
    if ('needs' in placed) omitted.push(omissionOf(id, spec, placed));
    else {
      if (groups.some(({ specs }) => specs.includes(spec))) errors.push(derivedTwice(placed.candidate));
      const compared = { ...placed, text: JSON.stringify(placed.steps) };
      const shared = groups.find((group) => canShare(group, compared, spec));
      if (shared === undefined) groups.push({ ...compared, specs: [spec] });
      else shared.specs.push(spec);
    }
  }
  return { cases: groups.map(makeCase), omitted, errors };
}

function omissionOf(id: string, spec: Spec, { needs, skipped }: Extract<Placed, { needs: string }>): Omission {
  return { case: id, spec: spec.id, needs, ...defined({ skipped }) };
}

/** A candidate with its requests as JSON, which is made once for all comparisons. */
interface Compared extends Resolved {
  readonly text: string;
}

/** Specs that share a case. */
interface Group extends Compared {
  readonly specs: Spec[];
}

/** Whether a spec can judge the exchange of a group. */
function canShare(group: Group, { candidate, text }: Compared, spec: Spec): boolean {
  const alike = (['expects', 'mistake', 'about'] as const).every((key) => group.candidate[key] === candidate[key]);
  if (!alike || !hasSameScheme(group.steps, group.specs[0] ?? spec, spec)) return false;
  if (group.text === text) return true;
  // A derived request may differ only in its token limit.
  return (
    JSON.stringify(group.candidate.steps) === JSON.stringify(candidate.steps) && canJudge(candidate, group.steps, spec)
  );
}

function derivedTwice({ id, written }: Candidate): InputError {
  return { ...written, reason: `${id} is written and derived.`, suggestion: 'Give the written case another id.' };
}

/** Whether both specs send the key in the same way. */
function hasSameScheme(steps: readonly Step[], first: Spec, other: Spec): boolean {
  if (first === other) return true;
  return steps.every(({ auth }) => {
    const [mine, theirs] = [first, other].map((spec) =>
      auth.scheme === null ? spec.auth[0] : spec.auth.find(({ id }) => id === auth.scheme),
    );
    return mine?.header === theirs?.header && mine?.prefix === theirs?.prefix;
  });
}

function makeCase({ candidate, steps, limitedBy, specs }: Group): Case {
  const { written: _, documented, ...rest } = candidate;
  return {
    ...rest,
    // Specs that share a case may document different bounds.
    ...defined({ documented: specs.length > 1 ? undefined : documented }),
    about: candidate.about === TOKEN_LIMIT ? (limitedBy ?? candidate.about) : candidate.about,
    steps,
    specs: specs.map(({ id }) => id),
    maxTokens: steps.map(mostTokens).reduce((sum, each) => (sum === null || each === null ? null : sum + each)),
  };
}
