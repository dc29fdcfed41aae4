import type { Claim } from '../model/claim.js';

/** Whether a claim speaks of bodies alone where a stream is looked at, or of chunks alone where a body is. */
export function isForeign({ heldBy }: Claim, streamed: boolean): boolean {
  const documents = heldBy.flatMap((holder) => (holder.by === 'schema' ? [holder.schema] : []));
  const [other, own] = streamed ? ['response', 'chunk'] : ['chunk', 'response'];
  return documents.some((each) => each === other) && !documents.some((each) => each === own);
}
