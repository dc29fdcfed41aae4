import type { Case } from '../model/case.js';
import type { Claim, Holder } from '../model/claim.js';
import type { Spec } from '../model/spec.js';
import { asString } from '../wire/narrow.js';
import { member } from '../wire/pointer.js';
import type { Binding, Check } from './check.js';

/** A check with the claim under which it runs. */
export interface Bound {
  readonly check: Check;
  readonly binding: Binding;
}

/** Checks that run for every spec; the rest run only where a claim names them. */
const BUILT_IN: ReadonlySet<string> = new Set(['acceptance', 'schema', 'undocumented-field']);

/** Which checks run on a case under a spec, in the order of `checks`, each once for every claim that names it. */
export function bindingsOf(checks: readonly Check[], spec: Spec, asked: Case): readonly Bound[] {
  const about = claimOfCase(spec, asked);
  const refusals = refusalClaims(spec, asked);
  return checks.flatMap((check): readonly Bound[] => {
    if (BUILT_IN.has(check.id)) return about === null ? [] : [{ check, binding: { claim: about, with: {} } }];
    if (check.id === 'refusal') {
      const [claim] = refusals.claims;
      return claim === undefined ? [] : [{ check, binding: { claim, with: { status: refusals.status } } }];
    }
    return (byCheck(spec).get(check.id) ?? []).map((binding) => ({ check, binding }));
  });
}

const known = new WeakMap<Spec, ReadonlyMap<string, readonly Binding[]>>();

/** The claims that name a check, by its id, in the order of the claims: found once for each spec. */
function byCheck(spec: Spec): ReadonlyMap<string, readonly Binding[]> {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const found = new Map<string, Binding[]>();
  for (const claim of spec.claims) {
    for (const holder of claim.heldBy) {
      if (holder.by !== 'check') continue;
      const bindings = found.get(holder.check) ?? [];
      bindings.push({ claim, with: holder.with });
      found.set(holder.check, bindings);
    }
  }
  known.set(spec, found);
  return found;
}

/** The claims that have a case refused, that which names the case first, and all statuses that they document for it. */
export function refusalClaims(
  spec: Spec,
  asked: Case,
): { readonly claims: readonly Claim[]; readonly status: readonly number[] } {
  if (asked.mistake === null) return { claims: [], status: [] };
  const own = spec.claims.filter(({ heldBy }) => asked.expects === 'refused' && isHeldByCase(heldBy, asked.id));
  const others = new Set<Claim>();
  const status = new Set<number>();
  for (const claim of spec.claims) {
    for (const holder of claim.heldBy) {
      if (holder.by !== 'mistake' || holder.mistake !== asked.mistake) continue;
      others.add(claim);
      for (const each of holder.status) status.add(each);
    }
  }
  return { claims: [...new Set([...own, ...others])], status: [...status] };
}

function isHeldByCase(heldBy: readonly Holder[], id: string): boolean {
  return heldBy.some((holder) => holder.by === 'case' && holder.case === id);
}

/**
 * The claim that a refusal of the case breaks: the one that the case itself holds, the one that promises what the case
 * is about (a feature, a way to present the key, a request parameter), else the one that promises the endpoint.
 */
function claimOfCase(spec: Spec, { id: asked, about }: Case): Claim | null {
  const stated = spec.claims.filter(({ basis }) => basis !== 'silent');
  const property = member(member(spec.schemas.request, 'properties'), about);
  const ids = [
    stated.find(({ heldBy }) => isHeldByCase(heldBy, asked))?.id,
    spec.features[about],
    spec.auth.find(({ id }) => about === `auth.${id}`)?.claim,
    asString(member(property, 'x-claim')),
    stated.find(({ heldBy }) => heldBy.some((holder) => holder.by === 'feature' && holder.feature === about))?.id,
    spec.features['endpoint'],
  ];
  for (const id of ids) {
    const claim = spec.claims.find((each) => each.id === id);
    if (claim !== undefined) return claim;
  }
  return null;
}
