import type { CaseResult } from '../../core/model/case-result.js';
import { divergenceId } from '../model/share-divergences.js';
import { makeSlugs } from '../model/slug.js';
import type { PlacedDivergence } from './mark-map.js';

/** Gives each divergence of a case its anchor: the name of its kind in addresses, numbered where a case has several. */
export function placeDivergences(results: readonly CaseResult[]): readonly PlacedDivergence[] {
  const slug = makeSlugs();
  return results.flatMap(({ spec, divergences }) =>
    divergences.map((divergence) => ({ anchor: slug(divergenceId(spec, divergence), 80), spec, divergence })),
  );
}
