import type { Binding, CheckInput } from '../dialect/check.js';
import { dialectOf } from '../dialect/index.js';
import { UNRELATED_STATUSES } from '../dialect/variation-failure.js';
import type { Answer } from '../dialect/answer.js';
import { type Mismatch, wordsOf, type Words } from '../dialect/messages.js';
import { listTogether } from '../messages/outcome.js';
import type { CaseResult } from '../model/case-result.js';
import { type Claim, levelRank } from '../model/claim.js';
import { memoize } from '../model/memoize.js';
import { MOST_MISMATCHES } from '../model/tolerances.js';
import { checkInputsOf } from './check-inputs.js';
import { indexClaims, isOutOfScope, claimsOfRequest } from './claim-index.js';
import { type ClaimedMismatch, deduplicate } from './deduplicate.js';
import { decide } from './decide.js';
import type { Fails } from './follow-ups.js';
import type { Judgement } from './judgement.js';
import { groupOccurrences } from './group-occurrences.js';
import { checksOfCase, refusalClaims, type SelectedCheck } from './select-checks.js';
import type { Case } from '../model/case.js';
import type { Spec } from '../model/spec.js';

/** The result of a case under a spec. Pure; never throws, whatever the exchanges hold. */
export function judge(judgement: Judgement): CaseResult {
  const { case: testCase, spec, exchanges } = judgement;
  const inputs = checkInputsOf(judgement, (answer) => failsTogether(judgement, answer));
  const { ofErrors, ofTimeouts, ofVariations, ofAnswers, ofCases } = checksOfCase(spec)(testCase);
  const claims = indexClaims(spec).byId;
  const observed = new Set<string>();
  const kept: ClaimedMismatch[] = [];
  const last = inputs.steps.at(-1);

  const run = (input: CheckInput, those: readonly SelectedCheck[]): void => {
    // Most of some hundred checks do not apply to an answer.
    const mismatches: ClaimedMismatch[] = [];
    for (const each of those) {
      if (!each.check.applies(input, each.binding)) continue;
      for (const id of observedBy(each, input)) observed.add(id);
      mismatches.push(...mismatchesOf(each, input, claims));
    }
    for (const id of claimsOfRequest(input)) observed.add(id);
    // Most answers have none.
    if (mismatches.length === 0) return;
    const independent = deduplicate(mismatches);
    kept.push(...independent);
    // A claim whose own breach was a consequence is neither met nor broken by this answer.
    const causes = new Set(independent);
    for (const each of mismatches) if (!causes.has(each)) observed.delete(each.claim.id);
  };
  for (const input of inputs.attempts) run(input, ofErrors);
  for (const input of inputs.replaced) run(input, ofTimeouts);
  for (const input of inputs.declined) run(input, ofAnswers);
  for (const input of inputs.steps) run(input, input === last ? ofCases : ofAnswers);
  for (const input of inputs.variations) run(input, ofVariations);

  for (const { claim } of kept) observed.add(claim.id);
  const divergences = groupOccurrences(kept, spec);
  const verdict = decide({
    case: testCase,
    spec,
    inputs,
    divergences,
    observed,
    outcomeExplained: kept.some(({ check }) => check.explainsOutcome),
    refusals: refusalClaims(spec, testCase).claims,
  });
  return {
    case: testCase.id,
    spec: spec.id,
    ...verdict,
    divergences,
    exchanges: exchanges.map(({ id }) => id).toSorted((a, b) => a - b),
    observed: [...observed],
  };
}

/**
 * Whether a request with parameters together fails: it is refused, or a parameter is ignored. Null if nothing follows
 * from the answer.
 */
function failsTogether({ case: testCase, spec }: Pick<Judgement, 'case' | 'spec'>, answer: Answer): boolean | null {
  const { status, exchange, reply } = answer;
  if (status === 0 || UNRELATED_STATUSES.has(status)) return null;
  if (status < 200 || status >= 300 || reply.error !== null) return true;
  const { combines: _combines, ...rest } = testCase;
  const { followUp: _followUp, ...alone } = exchange;
  const { divergences } = judge({
    case: { ...rest, expects: 'accepted' },
    spec,
    exchanges: [{ ...alone, attempt: 0 }],
    controlWorks: true,
  });
  return divergences.some(({ kind, level }) => kind === 'ignored' && level !== 'note');
}

/** The same by several specs: a request fails if it fails by one of them. */
export function failsBySome(testCase: Case, specs: readonly Spec[]): Fails {
  return (answer) => {
    const results = specs.map((spec) => failsTogether({ case: testCase, spec }, answer));
    return results.includes(true) ? true : results.includes(false) ? false : null;
  };
}

function observedBy({ check, binding }: SelectedCheck, input: CheckInput): Iterable<string> {
  return check.observes(input, binding) ?? idsInScope(binding)[input.answer.form === 'stream' ? 'streamed' : 'other'];
}

/** The ids of the claims of a binding that a stream tests, and those that any other response tests. */
const idsInScope = memoize(({ claims }: Binding) => {
  const idsOf = (streamed: boolean): readonly string[] =>
    claims.filter((claim) => !isOutOfScope(claim, streamed)).map(({ id }) => id);
  return { streamed: idsOf(true), other: idsOf(false) };
});

const NONE: readonly ClaimedMismatch[] = [];

function mismatchesOf(
  { check, binding }: SelectedCheck,
  input: CheckInput,
  claims: ReadonlyMap<string, Claim>,
): readonly ClaimedMismatch[] {
  const found: Mismatch[] = [];
  for (const mismatch of check.judge(input, binding)) {
    found.push(mismatch);
    if (found.length === MOST_MISMATCHES) break;
  }
  if (found.length === 0) return NONE;
  return found.map((mismatch) => {
    const words = wordsOf(mismatch);
    // A parameter that is obeyed by itself is not broken: the request is not answered as documented.
    const isIgnoredTogether = input.together.length > 0 && words.kind === 'ignored';
    const claim =
      (isIgnoredTogether ? claims.get(input.spec.features['endpoint'] ?? '') : undefined) ??
      claims.get(mismatch.claim ?? '') ??
      binding.claim;
    const isLighter = mismatch.level !== undefined && levelRank(mismatch.level) < levelRank(claim.level);
    return {
      check,
      claim,
      level: isLighter ? mismatch.level : claim.level,
      mismatch: withEvent(mismatch, input),
      words: isIgnoredTogether ? inTogether(words, input.together) : words,
      answer: input.answer,
    };
  });
}

/** Adds the name of its event to a place in a chunk, in a dialect that names its events. */
function withEvent(mismatch: Mismatch, { spec, reply }: CheckInput): Mismatch {
  const { at } = mismatch;
  const event = at.part === 'chunk' ? reply.chunks[at.chunk]?.event.name : null;
  if (at.part !== 'chunk' || typeof event !== 'string' || !dialectOf(spec).stream.namesEvents) return mismatch;
  return { ...mismatch, at: { ...at, event } };
}

/** Words about parameters that are obeyed by themselves and not together. */
function inTogether(words: Words, names: readonly string[]): Words {
  const { title } = words;
  return { ...words, title: `${listTogether(names)}: ${title.slice(0, 1).toLowerCase()}${title.slice(1)}` };
}
