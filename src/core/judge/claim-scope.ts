import type { Claim } from '../model/claim.js';

/** Whether a claim speaks of bodies alone where a stream is looked at, or of chunks alone where a body is. */
export function isOutOfScope(claim: Claim, streamed: boolean): boolean {
  return streamed
    ? speaksOf(claim, 'response') && !speaksOf(claim, 'chunk')
    : speaksOf(claim, 'chunk') && !speaksOf(claim, 'response');
}

function speaksOf({ heldBy }: Claim, document: 'response' | 'chunk'): boolean {
  return heldBy.some((holder) => holder.by === 'schema' && holder.schema === document);
}
