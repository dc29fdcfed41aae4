import type { CaseResult } from '../../../../src/core/model/case-result.js';
import { generalPlace } from '../../../../src/core/wire/place.js';

/**
 * The divergences of a run, one line for each kind, place and claim, with the cases that show it: what golden files
 * hold. An undocumented field has only its place, since no claim covers it.
 */
export function divergenceLines(results: readonly CaseResult[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, Set<string>>();
  for (const { case: id, spec, divergences } of results) {
    for (const { level, check, kind, at, claim } of divergences) {
      const cited = check === 'undocumented-field' ? [] : [claim];
      const line = [spec, level, check, kind, generalPlace(at), ...cited].join(' | ');
      lines.set(line, (lines.get(line) ?? new Set()).add(id));
    }
  }
  return new Map(
    [...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([line, cases]) => [line, [...cases].toSorted()]),
  );
}
