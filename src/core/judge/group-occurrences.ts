import type { Claim } from '../model/claim.js';
import type { Divergence } from '../model/divergence.js';
import { urlOfClaim, type Spec } from '../model/spec.js';
import { clean, legacySentence, sentence } from './sentence.js';
import { placeKey } from '../wire/place.js';
import type { ClaimedMismatch } from './claimed-mismatch.js';

/** In so many places a check tells the same of a claim; the last counts what it finds in further ones. */
const MOST_PLACES = 50;

/**
 * Folds what one check told of one claim, kind and place (whatever the chunk or the array position) into its first
 * occurrence, and words it. An answer can have as many names as it has bytes: what is told of it has a bound.
 */
export function groupOccurrences(reported: readonly ClaimedMismatch[], spec: Spec): readonly Divergence[] {
  const groups = new Map<string, ClaimedMismatch[]>();
  const places = new Map<string, string[]>();
  for (const each of reported) {
    const { check, claim, level, mismatch, words } = each;
    const said = JSON.stringify([check.id, claim.id, level, words.kind]);
    const key = `${said} ${placeKey(mismatch.at)}`;
    const known = places.get(said) ?? [];
    const group = groups.get(key) ?? (known.length < MOST_PLACES ? undefined : groups.get(known.at(-1) ?? ''));
    if (group === undefined) {
      groups.set(key, [each]);
      places.set(said, [...known, key]);
    } else group.push(each);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      divergence(
        first,
        group.reduce((sum, { mismatch }) => sum + (mismatch.occurrences ?? 1), 0),
        spec,
      ),
    ];
  });
}

function divergence(
  { check, claim, level, mismatch, words, answer }: ClaimedMismatch,
  occurrences: number,
  spec: Spec,
): Divergence {
  const { kind, title, expected, actual } = words;
  return {
    check: check.id,
    claim: claim.id,
    level,
    kind,
    at: mismatch.at,
    expected,
    actual,
    occurrences,
    exchange: answer.exchange.id,
    ...('code' in mismatch ? { code: mismatch.code, title: clean(title) } : {}),
    sentence:
      'code' in mismatch
        ? sentence(words, mismatch.at, occurrences)
        : legacySentence({ kind, at: mismatch.at, expected, actual, occurrences }, claim),
    source: sourceOf(claim, spec),
  };
}

function sourceOf(claim: Claim, spec: Spec): Divergence['source'] {
  const page = spec.docs.find(({ id }) => id === claim.doc);
  if (page === undefined) return { title: spec.title, url: spec.baseUrl, quote: claim.quote };
  return { title: page.title, url: urlOfClaim(page, claim), quote: claim.quote };
}
