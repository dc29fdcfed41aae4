import type { Finding } from '../../core/model/finding.js';
import { levelRank } from '../../core/model/claim.js';
import type { Matrix, Run, SharedFinding } from './matrix.js';
import { makeSlugs } from './slug.js';

interface Seen {
  readonly run: Run;
  readonly finding: Finding;
  readonly look: string;
}

/** Groups the findings of all runs by spec and id, the heaviest first, then those that most runs show. */
export function shareFindings(runs: readonly Run[]): readonly SharedFinding[] {
  const groups = new Map<string, [Seen, ...Seen[]]>();
  for (const run of runs) {
    for (const finding of run.report.findings) {
      const key = `${finding.spec} ${finding.id}`;
      const seen = { run, finding, look: lookOf(finding) };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [seen]);
      else if (!group.some((each) => each.run === run)) group.push(seen);
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
export function seenIn({ seen }: SharedFinding, run: Run): SharedFinding['seen'][number] | undefined {
  return seen.find((each) => each.run === run);
}

/** The findings of a run, in the order of its report: a finding can be lighter here than in other runs. */
export function findingsOf(matrix: Matrix, run: Run): readonly SharedFinding[] {
  const order = run.report.findings;
  return matrix.findings
    .flatMap((shared) => {
      const seen = seenIn(shared, run);
      return seen === undefined ? [] : [{ shared, position: order.indexOf(seen.finding) }];
    })
    .toSorted((a, b) => a.position - b.position)
    .map(({ shared }) => shared);
}

function heaviest(seen: readonly [Seen, ...Seen[]]): Finding {
  return seen.map(({ finding }) => finding).reduce((a, b) => (levelRank(b.level) > levelRank(a.level) ? b : a));
}

/** Numbers and long texts vary from run to run: they do not make a finding look different. */
function lookOf({ expected, actual, cases }: Finding): string {
  const value = actual.replaceAll(/"[^"]{16,}"/gu, '"…"').replaceAll(/\d+/gu, '#');
  return `${expected} ≠ ${value}\n${cases.toSorted().join(' ')}`;
}
