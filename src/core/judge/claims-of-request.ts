import type { Holder } from '../model/claim.js';
import { reachedClaims } from '../schema/reached-claims.js';
import type { CheckInput } from '../dialect/check.js';
import { indexClaims } from './claim-index.js';

/**
 * The ids of the claims that a request put to the test by being accepted: those held by a feature or a parameter that
 * it uses, by its case, or by a node of the request schema. A claim that something in the answer holds too (a check,
 * another schema) is left to that: an acceptance alone does not show that it was met.
 */
export function claimsOfRequest(view: CheckInput): ReadonlySet<string> {
  const { case: testCase, spec, answer } = view;
  if (testCase.expects === 'refused' || answer.status < 200 || answer.status >= 300 || answer.reply.error !== null)
    return new Set();
  const chat = answer.operation === 'generate';
  // What holds no output answers nothing, whatever its status.
  if (chat && answer.reply.outputs.length === 0) return new Set();
  const used = new Set([
    testCase.about,
    ...testCase.needs,
    ...(chat ? ['endpoint', ...Object.keys(answer.request ?? {})] : []),
  ]);
  const named = new Set([...used].flatMap((feature) => spec.features[feature] ?? []));
  const { request } = spec.schemas;
  const reached =
    chat && request !== undefined && answer.request !== null ? reachedClaims(request, answer.request) : new Set();
  const isUsed = (holder: Holder): boolean =>
    (holder.by === 'feature' && used.has(holder.feature)) || (holder.by === 'case' && holder.case === testCase.id);
  return new Set(
    indexClaims(spec)
      .ofRequests.filter(({ id, heldBy }) => named.has(id) || reached.has(id) || heldBy.some(isUsed))
      .map(({ id }) => id),
  );
}
