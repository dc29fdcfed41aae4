import type { Origin, Divergence } from '../model/divergence.js';
import type { Omission } from '../model/case.js';
import type { Claim, Holder } from '../model/claim.js';

/** Whose a divergence is, in the words of every reporter. */
const WORDS: Readonly<Record<Origin, string>> = {
  introduced: 'introduced by the gateway',
  inherited: 'inherited from upstream',
  unknown: 'origin unknown: it is intermittent, or the upstream gave no answer to compare',
};

/** The origin of a divergence in a few words; null for a run without an upstream. */
export function describeOrigin({ origin }: { readonly origin?: Origin }): string | null {
  return origin === undefined ? null : WORDS[origin];
}

/** How the suites begin the reason of a case that is costly. */
const BUDGET = /^(?:a larger request budget|a run with more room)(?:; )?/u;

/**
 * Why a case is not sent: what its spec does not document, what it would need besides, such as a model that speaks, or
 * what shows nearly the same within the budget of requests.
 * @param show how a name is written
 * @param word how words are written: the path of a capture may be among them
 */
export function describeOmission(
  { spec, needs, skipped }: Omit<Omission, 'case'>,
  show: (name: string) => string = (name) => name,
  word: (text: string) => string = (text) => text,
): string {
  if (skipped === true) {
    const instead = needs.replace(BUDGET, '');
    return `${spec}: skipped to stay within the request budget (--all)${instead === '' ? '' : `; ${word(instead)}`}`;
  }
  if (!needs.includes(' ')) return `${spec} does not document ${show(needs)}`;
  // What a request needs begins with an article; anything else is a reason for itself.
  return /^an? /u.test(needs) ? `${spec}: it needs ${word(needs)}` : `${spec}: ${word(needs)}`;
}

/** What checks a claim, in a few words, or why nothing does. */
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

/** The state of a divergence in the words of every reporter: whether it is known, and how often it occurred. */
export function describeState({
  baseline,
  intermittent,
}: Pick<Divergence, 'baseline' | 'intermittent'>): readonly string[] {
  return [
    ...(baseline === undefined
      ? []
      : [
          `known${baseline.reason.trim() === '' ? '' : `: ${baseline.reason}`}${baseline.issue === null ? '' : ` (${baseline.issue})`}`,
        ]),
    ...(intermittent === undefined ? [] : [`intermittent: seen ${intermittent.seen} of ${intermittent.of} times`]),
  ];
}
