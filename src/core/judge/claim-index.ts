import type { Claim, Mistake } from '../model/claim.js';
import type { JsonObject, JsonSchema } from '../model/json.js';
import { memoize } from '../model/memoize.js';
import type { Spec } from '../model/spec.js';
import type { Binding, CheckInput } from '../dialect/check.js';
import { reachedClaims } from '../schema/reached-claims.js';

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

/** Whether a claim is about bodies only and the answer is a stream, or about chunks only and the answer is a body. */
export function isOutOfScope(claim: Claim, streamed: boolean): boolean {
  return streamed
    ? isAbout(claim, 'response') && !isAbout(claim, 'chunk')
    : isAbout(claim, 'chunk') && !isAbout(claim, 'response');
}

function isAbout({ heldBy }: Claim, document: 'response' | 'chunk'): boolean {
  return heldBy.some((holder) => holder.by === 'schema' && holder.schema === document);
}

/**
 * The ids of the claims that a request put to the test by being accepted: those held by a feature or a parameter that
 * it uses, by its case, or by a node of the request schema. A claim that something in the answer holds too (a check,
 * another schema) is left to that: an acceptance alone does not show that it was met.
 */
export function claimsOfRequest(input: CheckInput): ReadonlySet<string> {
  const { case: testCase, spec, answer } = input;
  if (testCase.expects === 'refused' || answer.status < 200 || answer.status >= 300 || answer.reply.error !== null)
    return new Set();
  const chat = answer.operation === 'generate';
  // What holds no output answers nothing, whatever its status.
  if (chat && answer.reply.outputs.length === 0) return new Set();
  const { places, byFeature, byCase, ids } = requestClaims(spec);
  const found = new Set<number>();
  const add = (those: readonly number[] | undefined): void => {
    for (const place of those ?? []) found.add(place);
  };
  const addFeature = (feature: string): void => {
    add(byFeature.get(feature));
    add(places.get(spec.features[feature] ?? ''));
  };
  addFeature(testCase.about);
  for (const feature of testCase.needs) addFeature(feature);
  if (chat) {
    addFeature('endpoint');
    for (const name in answer.request) addFeature(name);
  }
  add(byCase.get(testCase.id));
  const { request } = spec.schemas;
  if (chat && request !== undefined && answer.request !== null)
    for (const id of reachedBy(request)(answer.request)) add(places.get(id));
  return new Set([...found].toSorted((a, b) => a - b).map((place) => ids[place] ?? ''));
}

/** The positions of the claims of requests in their list: by id, by the features that hold them, and by their cases. */
const requestClaims = memoize((spec: Spec) => {
  const { ofRequests } = indexClaims(spec);
  const places = new Map<string, number[]>();
  const byFeature = new Map<string, number[]>();
  const byCase = new Map<string, number[]>();
  for (const [place, { id, heldBy }] of ofRequests.entries()) {
    listOf(places, id).push(place);
    for (const holder of heldBy) {
      if (holder.by === 'feature') listOf(byFeature, holder.feature).push(place);
      else if (holder.by === 'case') listOf(byCase, holder.case).push(place);
    }
  }
  return { places, byFeature, byCase, ids: ofRequests.map(({ id }) => id) };
});

/** The claims of a schema that a request tests. Cases that share a request are judged one by one. */
const reachedBy = memoize((schema: JsonSchema) => memoize((request: JsonObject) => reachedClaims(schema, request)));
