import type { Claim, Mistake } from '../model/claim.js';
import { memoize } from '../model/memoize.js';
import type { Spec } from '../model/spec.js';
import type { Binding } from '../dialect/check.js';

/** The claims of a spec by id, case, check, feature and mistake, each in the order of the claims. */
export interface ClaimIndex {
  readonly byId: ReadonlyMap<string, Claim>;
  /** The claims that name a check, with the parameters that they give it. */
  readonly byCheck: ReadonlyMap<string, readonly Binding[]>;
  /** The claims that a case holds. */
  readonly byCase: ReadonlyMap<string, readonly Claim[]>;
  /** The claims that a feature holds. */
  readonly byFeature: ReadonlyMap<string, readonly Claim[]>;
  /** The claims that have a mistake refused, and all statuses that they document for it. */
  readonly byMistake: ReadonlyMap<Mistake, Refused>;
  /** The claims that nothing in an answer holds: an accepted request is all that can show that they are met. */
  readonly ofRequests: readonly Claim[];
}

interface Refused {
  readonly claims: readonly Claim[];
  readonly status: readonly number[];
}

/** The index of a spec's claims, made once for each spec: every case is judged by all of them. */
export const indexClaims = memoize((spec: Spec): ClaimIndex => {
  const byCheck = new Map<string, Binding[]>();
  const byCase = new Map<string, Claim[]>();
  const byFeature = new Map<string, Claim[]>();
  const refused = new Map<Mistake, { readonly claims: Set<Claim>; readonly status: Set<number> }>();
  for (const claim of spec.claims) {
    for (const holder of claim.heldBy) {
      if (holder.by === 'check') listOf(byCheck, holder.check).push({ claim, claims: [claim], with: holder.with });
      else if (holder.by === 'case') listOf(byCase, holder.case).push(claim);
      else if (holder.by === 'feature') listOf(byFeature, holder.feature).push(claim);
      else if (holder.by === 'mistake') {
        const { claims, status } = refused.get(holder.mistake) ?? { claims: new Set(), status: new Set() };
        refused.set(holder.mistake, { claims: claims.add(claim), status });
        for (const each of holder.status) status.add(each);
      }
    }
  }
  return {
    byId: new Map(spec.claims.map((claim) => [claim.id, claim])),
    byCheck,
    byCase,
    byFeature,
    byMistake: new Map(
      [...refused].map(([mistake, { claims, status }]) => [mistake, { claims: [...claims], status: [...status] }]),
    ),
    ofRequests: spec.claims.filter(isHeldByRequest),
  };
});

function listOf<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function isHeldByRequest({ heldBy }: Claim): boolean {
  return (
    heldBy.length > 0 &&
    heldBy.every((holder) => (holder.by === 'schema' ? holder.schema === 'request' : holder.by !== 'check'))
  );
}
