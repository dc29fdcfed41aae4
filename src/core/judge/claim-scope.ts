import type { Claim } from '../model/claim.js';

/** Whether a claim is about bodies only and the answer is a stream, or about chunks only and the answer is a body. */
export function isOutOfScope(claim: Claim, streamed: boolean): boolean {
  return streamed
    ? isAbout(claim, 'response') && !isAbout(claim, 'chunk')
    : isAbout(claim, 'chunk') && !isAbout(claim, 'response');
}

function isAbout({ heldBy }: Claim, document: 'response' | 'chunk'): boolean {
  return heldBy.some((holder) => holder.by === 'schema' && holder.schema === document);
}
