import type { CaseResult } from '../model/case-result.js';

/** Cases that are inconclusive for the same reason. */
export interface DoubtGroup {
  readonly spec: string;
  readonly reason: string;
  readonly detail: string;
  readonly cases: readonly string[];
}

/** The inconclusive results by spec, reason and detail, in the order in which each was first met. */
export function groupDoubts(
  results: readonly Pick<CaseResult, 'case' | 'spec' | 'inconclusive'>[],
): readonly DoubtGroup[] {
  const groups = new Map<string, DoubtGroup & { readonly cases: string[] }>();
  for (const { case: id, spec, inconclusive } of results) {
    if (inconclusive === null) continue;
    const { reason, detail } = inconclusive;
    const key = JSON.stringify([spec, reason, detail]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { spec, reason, detail, cases: [id] });
    else group.cases.push(id);
  }
  return [...groups.values()];
}
