import type { Case } from '../model/case.js';
import type { Claim } from '../model/claim.js';
import { memoize } from '../model/memoize.js';
import type { Spec } from '../model/spec.js';
import { asString } from '../wire/json.js';
import { member } from '../wire/pointer.js';
import type { Binding, Check } from '../dialect/check.js';
import { checksFor } from './checks.js';
import { indexClaims } from './claim-index.js';

/** A check with the claim for which it runs. */
export interface SelectedCheck {
  readonly check: Check;
  readonly binding: Binding;
}

/** The checks that run on a case under a spec, in the order of `checks`. */
export function selectChecks(checks: readonly Check[], spec: Spec, testCase: Case): readonly SelectedCheck[] {
  const about = claimOfCase(spec, testCase);
  const refusals = refusalClaims(spec, testCase);
  const [refused] = refusals.claims;
  const ofCase: Readonly<Record<Exclude<Check['runs'], 'when-claimed'>, Binding | null>> = {
    always: about === null ? null : { claim: about, claims: [about], with: {} },
    'on-mistake':
      refused === undefined ? null : { claim: refused, claims: refusals.claims, with: { status: refusals.status } },
  };
  return claimedChecks(spec)(checks).flatMap(({ check, claimed }): readonly SelectedCheck[] => {
    if (check.runs === 'when-claimed') return claimed;
    const binding = ofCase[check.runs];
    return binding === null ? [] : [{ check, binding }];
  });
}

/** The checks that run on a case under a spec, by the answers that they look at. */
export interface ChecksOfCase {
  readonly ofErrors: readonly SelectedCheck[];
  readonly ofTimeouts: readonly SelectedCheck[];
  readonly ofVariations: readonly SelectedCheck[];
  /** Those of the answer to every step. */
  readonly ofAnswers: readonly SelectedCheck[];
  /** Those of the last answer: also the checks of the whole case. */
  readonly ofCases: readonly SelectedCheck[];
}

/** Selects the checks of a case under a spec once: a case may be judged often. */
export const checksOfCase = memoize((spec: Spec) =>
  memoize((testCase: Case): ChecksOfCase => {
    const selected = selectChecks(checksFor(spec), spec, testCase);
    const ofCases = selected.filter(({ check }) => check.looksAt !== 'variations');
    return {
      ofErrors: selected.filter(({ check }) => check.looksAt === 'errors-too'),
      ofTimeouts: selected.filter(({ check }) => check.looksAt === 'timeouts-too'),
      ofVariations: selected.filter(({ check }) => check.looksAt === 'variations'),
      ofAnswers: ofCases.filter(({ check }) => check.scope === 'answer'),
      ofCases,
    };
  }),
);

/** Each check with the claims of a spec that name it. Every case is judged by them. */
const claimedChecks = memoize((spec: Spec) =>
  memoize((checks: readonly Check[]) =>
    checks.map((check) => ({
      check,
      claimed: (indexClaims(spec).byCheck.get(check.id) ?? []).map((binding): SelectedCheck => ({ check, binding })),
    })),
  ),
);

const NONE = { claims: [], status: [] } as const;

/** The claims that document the refusal of a case, the one that names the case first, with all documented statuses. */
export function refusalClaims(
  spec: Spec,
  { id, mistake, expects }: Case,
): { readonly claims: readonly Claim[]; readonly status: readonly number[] } {
  if (mistake === null) return NONE;
  const { byCase, byMistake } = indexClaims(spec);
  const refused = byMistake.get(mistake) ?? NONE;
  const own = expects === 'refused' ? byCase.get(id) : undefined;
  return own === undefined ? refused : { ...refused, claims: [...new Set([...own, ...refused.claims])] };
}

/**
 * The claim that a refusal of the case violates: the claim that names the case, the claim of what the case is about (a
 * feature, a way to present the key, a request parameter), otherwise the claim of the endpoint.
 */
function claimOfCase(spec: Spec, { id: testCase, about }: Case): Claim | null {
  const { byId, byCase, byFeature } = indexClaims(spec);
  const isStated = ({ basis }: Claim): boolean => basis !== 'silent';
  const property = member(member(spec.schemas.request, 'properties'), about);
  const ids = [
    byCase.get(testCase)?.find(isStated)?.id,
    spec.features[about],
    spec.auth.find(({ id }) => about === `auth.${id}`)?.claim,
    asString(member(property, 'x-claim')),
    byFeature.get(about)?.find(isStated)?.id,
    spec.features['endpoint'],
  ];
  for (const id of ids) {
    const claim = byId.get(id ?? '');
    if (claim !== undefined) return claim;
  }
  return null;
}
