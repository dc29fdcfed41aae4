import type { Claim, Holder } from '../model/claim.js';

/** What holds a provider to a claim, in a few words; why nothing does where nothing does. */
export function describeHolders(claim: Claim): string {
  return claim.uncheckable === null ? claim.heldBy.map(describeHolder).join('; ') : `nothing: ${claim.uncheckable}`;
}

function describeHolder(holder: Holder): string {
  switch (holder.by) {
    case 'schema':
      return `${holder.schema} schema at ${holder.pointer === '' ? 'its root' : holder.pointer}`;
    case 'check':
      return `check ${holder.check}`;
    case 'mistake':
      return `requests with the mistake ${holder.mistake}${holder.status.length === 0 ? '' : ` (status ${holder.status.join(' or ')})`}`;
    case 'case':
      return `case ${holder.case}`;
    case 'feature':
      return `requests that use ${holder.feature}`;
  }
}
