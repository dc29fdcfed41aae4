import type { Claim } from '../model/claim.js';
import type { CaseResult } from '../model/case-result.js';
import { selectChecks, refusalClaims, type SelectedCheck } from './select-checks.js';
import type { CheckInput } from '../checks/check.js';
import { indexClaims } from './claim-index.js';
import { claimsOfRequest } from './claims-of-request.js';
import { decide } from './decide.js';
import { groupOccurrences } from './group-occurrences.js';
import { checks } from '../checks/index.js';
import type { Judgement } from './judgement.js';
import { isOutOfScope } from './claim-scope.js';
import { readSchemas } from '../checks/schema/read-schemas.js';
import { deduplicate } from './deduplicate.js';
import type { ClaimedMismatch } from './claimed-mismatch.js';
import { checkInputsOf } from './check-inputs.js';
import { levelRank } from '../model/level.js';

/** The checks that look at an error answer which a later attempt replaced. */
const ERROR_CHECKS: ReadonlySet<string> = new Set([
  'schema',
  'undocumented-field',
  'media-type',
  'json-document',
  'error-type',
  'error-message',
  'key-echo',
  'retry-after',
  'required-header',
]);

/** What a spec says of a case. Pure; never throws, whatever the exchanges hold. */
export function judge(judgement: Judgement): CaseResult {
  const { case: testCase, spec, exchanges } = judgement;
  const views = checkInputsOf(judgement);
  const bound = selectChecks(checks, spec, testCase);
  const claims = indexClaims(spec).byId;
  const observed = new Set<string>();
  const kept: ClaimedMismatch[] = [];
  const last = views.steps.at(-1);

  const look = (view: CheckInput, those: readonly SelectedCheck[]): void => {
    const reported: ClaimedMismatch[] = [];
    // Most of some hundred checks have nothing to look at in an answer.
    for (const each of those) if (each.check.applies(view, each.binding)) tell(view, each, claims, observed, reported);
    const heard = deduplicate(reported);
    for (const each of heard) kept.push(each);
    for (const id of claimsOfRequest(view)) observed.add(id);
    // A claim whose own breach was an echo is neither met nor broken by this answer.
    const audible = new Set(heard);
    for (const each of reported) if (!audible.has(each)) observed.delete(each.claim.id);
  };
  for (const view of views.attempts)
    look(
      view,
      bound.filter(({ check }) => ERROR_CHECKS.has(check.id)),
    );
  for (const view of views.steps)
    look(
      view,
      bound.filter(({ check }) => check.scope === 'answer' || view === last),
    );

  for (const { claim } of kept) observed.add(claim.id);
  const divergences = groupOccurrences(kept, spec);
  return {
    case: testCase.id,
    spec: spec.id,
    ...decide({ case: testCase, spec, views, divergences, observed, promised: refusalClaims(spec, testCase).claims }),
    divergences,
    exchanges: exchanges.map(({ id }) => id).toSorted((a, b) => a - b),
    observed: [...observed],
  };
}

function tell(
  view: CheckInput,
  { check, binding }: SelectedCheck,
  claims: ReadonlyMap<string, Claim>,
  observed: Set<string>,
  into: ClaimedMismatch[],
): void {
  if (check.id === 'schema') for (const id of readSchemas(view).reached) observed.add(id);
  else if (check.id === 'refusal') for (const { id } of refusalClaims(view.spec, view.case).claims) observed.add(id);
  else if (check.id !== 'undocumented-field' && !isOutOfScope(binding.claim, view.answer.form === 'stream'))
    observed.add(binding.claim.id);
  for (const mismatch of check.judge(view, binding)) {
    const claim = claims.get(mismatch.claim ?? '') ?? binding.claim;
    const level =
      mismatch.level !== undefined && levelRank(mismatch.level) < levelRank(claim.level) ? mismatch.level : claim.level;
    into.push({ check, claim, level, mismatch, answer: view.answer });
  }
}
