import { levelRank } from '../../core/model/claim.js';
import type { Matrix, Run, SeenFinding, SharedFinding } from './matrix.js';
import { makeSlugs } from './slug.js';

type Seen = SharedFinding['seen'][number];

/** Groups the findings of all runs by spec and id, the heaviest first, then those that most runs show. */
export function shareFindings(runs: readonly Run[]): readonly SharedFinding[] {
  const groups = new Map<string, [Seen, ...Seen[]]>();
  for (const run of runs) {
    for (const [key, finding] of run.findings) {
      const seen = { run, finding };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [seen]);
      else group.push(seen);
    }
  }
  const slug = makeSlugs();
  return [...groups.values()]
    .map((seen) => ({ slug: slug(seen[0].finding.id, 80), finding: heaviest(seen), seen }))
    .sort(
      (a, b) =>
        levelRank(b.finding.level) - levelRank(a.finding.level) ||
        b.seen.length - a.seen.length ||
        b.finding.cases.length - a.finding.cases.length,
    );
}

/** What a run shows of a finding; undefined if it does not show it. */
export function seenIn({ finding }: SharedFinding, run: Run): SeenFinding | undefined {
  return run.findings.get(`${finding.spec} ${finding.id}`);
}

/** The findings of a run, in the order of its report: a finding can be lighter here than in other runs. */
export function findingsOf({ findingByKey }: Matrix, run: Run): readonly SharedFinding[] {
  return [...run.findings.keys()].flatMap((key) => findingByKey.get(key) ?? []);
}

function heaviest(seen: readonly [Seen, ...Seen[]]): SeenFinding {
  return seen.map(({ finding }) => finding).reduce((a, b) => (levelRank(b.level) > levelRank(a.level) ? b : a));
}
