import type { Divergence } from '../model/divergence.js';
import type { CaseResult, Verdict } from '../model/case-result.js';
import { divergenceKey } from './divergence-key.js';

const WEIGHT: Readonly<Record<Verdict, number>> = { diverges: 2, inconclusive: 1, conforms: 0 };

/**
 * What a case came to that was sent several times. The worst time gives the verdict, and every divergence that was seen
 * stands, marked where it did not come each time that the answer could be judged.
 * @param results one for each time; throws if there is none
 */
export function joinRepetitions(results: readonly CaseResult[]): CaseResult {
  const worst = results.reduce((bad, each) => (WEIGHT[each.verdict] > WEIGHT[bad.verdict] ? each : bad));
  if (results.length === 1) return worst;
  return {
    ...worst,
    divergences: joinDivergences(results),
    exchanges: [...new Set(results.flatMap(({ exchanges }) => exchanges))].toSorted((a, b) => a - b),
    observed: [...new Set(results.flatMap(({ observed }) => observed))],
  };
}

/** The first occurrence of each is its evidence. */
function joinDivergences(results: readonly CaseResult[]): readonly Divergence[] {
  const joined = new Map<string, { readonly divergence: Divergence; seen: number }>();
  for (const divergence of results.flatMap(({ divergences }) => divergences)) {
    const key = [divergence.claim, divergence.level, divergenceKey(divergence)].join(' ');
    const there = joined.get(key);
    if (there === undefined) joined.set(key, { divergence, seen: 1 });
    else there.seen += 1;
  }
  const of = results.filter(({ verdict }) => verdict !== 'inconclusive').length;
  return [...joined.values()].map(({ divergence, seen }) =>
    seen < of ? { ...divergence, intermittent: { seen, of } } : divergence,
  );
}
