import type { Origin } from '../model/divergence.js';

/** Whose a divergence is, in the words of every reporter. */
const WORDS: Readonly<Record<Origin, string>> = {
  introduced: 'introduced by the gateway',
  inherited: 'inherited from upstream',
  unknown: 'origin unknown: the upstream gave no answer to compare',
};

/** The origin of a divergence in a few words; null for a run without an upstream. */
export function describeOrigin({ origin }: { readonly origin?: Origin }): string | null {
  return origin === undefined ? null : WORDS[origin];
}
