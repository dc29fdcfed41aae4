import type { Claim } from '../model/claim.js';
import type { Divergence } from '../model/divergence.js';
import { urlOfClaim, type Spec } from '../model/spec.js';
import { placeKey } from '../wire/place.js';
import type { ClaimedMismatch } from './deduplicate.js';
import { clean, sentence } from './sentence.js';

/** A check reports a claim and kind at so many places at most; the last one counts the occurrences at further places. */
const MOST_PLACES = 50;

/**
 * Groups mismatches of one check, claim, level, kind and place (whatever the chunk or the array position) into a
 * divergence with the words of the first one. The number of divergences is bounded, whatever a server sends.
 */
export function groupOccurrences(mismatches: readonly ClaimedMismatch[], spec: Spec): readonly Divergence[] {
  const groups = new Map<string, [ClaimedMismatch, ...ClaimedMismatch[]]>();
  const places = new Map<string, string[]>();
  for (const each of mismatches) {
    const { check, claim, level, mismatch, words } = each;
    const report = JSON.stringify([check.id, claim.id, level, words.kind]);
    const key = `${report} ${placeKey(mismatch.at)}`;
    const known = places.get(report) ?? [];
    const group = groups.get(key) ?? (known.length < MOST_PLACES ? undefined : groups.get(known.at(-1) ?? ''));
    if (group === undefined) {
      groups.set(key, [each]);
      places.set(report, [...known, key]);
    } else group.push(each);
  }
  return [...groups.values()].map((group) => {
    const occurrences = group.reduce((sum, { mismatch }) => sum + (mismatch.occurrences ?? 1), 0);
    return makeDivergence(group[0], occurrences, spec);
  });
}

function makeDivergence(
  { check, claim, level, mismatch, words, answer }: ClaimedMismatch,
  occurrences: number,
  spec: Spec,
): Divergence {
  return {
    check: check.id,
    claim: claim.id,
    level,
    kind: words.kind,
    at: mismatch.at,
    expected: words.expected,
    actual: words.actual,
    occurrences,
    exchange: answer.exchange.id,
    code: mismatch.code,
    title: clean(words.title),
    sentence: sentence(words, mismatch.at, occurrences),
    source: sourceOf(spec.claims.find(({ id }) => id === mismatch.cites) ?? claim, spec),
  };
}

function sourceOf(claim: Claim, spec: Spec): Divergence['source'] {
  const page = spec.docs.find(({ id }) => id === claim.doc);
  if (page === undefined) return { title: spec.title, url: spec.baseUrl, quote: claim.quote };
  return { title: page.title, url: urlOfClaim(page, claim), quote: claim.quote };
}
