import { levelRank } from '../../core/model/claim.js';
import type { Finding } from '../../core/model/finding.js';
import type { Report } from '../../core/model/report.js';
import type { Matrix, Run, SharedFinding } from '../model/matrix.js';
import { findingsOf } from '../model/share-findings.js';
import { address, relative } from './address.js';
import { FindingCard } from './finding-card.js';

interface RunFindingsProps {
  readonly path: string;
  readonly matrix: Matrix;
  readonly run: Run;
  /** The clean report of the run. */
  readonly report: Report;
}

/** A finding of all runs, with what this run shows of it. */
interface Shown {
  readonly shared: SharedFinding;
  readonly finding: Finding;
}

/** The findings of one run, heaviest first; notes are folded. */
export function RunFindings({ path, matrix, run, report }: RunFindingsProps) {
  const reported = new Map(report.findings.map((finding) => [`${finding.spec} ${finding.id}`, finding]));
  const findings = findingsOf(matrix, run).flatMap((shared): readonly Shown[] => {
    const finding = reported.get(`${shared.finding.spec} ${shared.finding.id}`);
    return finding === undefined ? [] : [{ shared, finding }];
  });
  const heavy = findings.filter(({ shared }) => levelRank(shared.finding.level) > 0);
  const notes = findings.filter(({ shared }) => levelRank(shared.finding.level) === 0);
  const props = { path, matrix, run, report };
  return (
    <>
      {heavy.length === 0 ? <p>No finding above a note.</p> : null}
      {heavy.map((shown, i) => (
        <Card {...props} shown={shown} number={`${i + 1}.`} />
      ))}
      {notes.length === 0 ? null : (
        <details id="notes">
          <summary>
            {notes.length} {notes.length === 1 ? 'note' : 'notes'}: legal or undocumented, not counted as a divergence
          </summary>
          {notes.map((shown) => (
            <Card {...props} shown={shown} number="" />
          ))}
        </details>
      )}
    </>
  );
}

function Card({
  path,
  matrix,
  run,
  report,
  shown: { shared, finding },
  number,
}: RunFindingsProps & { readonly shown: Shown; readonly number: string }) {
  const caseHref = (id: string): string | null => findingHref(path, run, shared, id);
  const shownBy = new Set(shared.seen.map((each) => each.run).filter((each) => matrix.columns.includes(each)));
  return (
    <FindingCard
      finding={finding}
      anchor={shared.slug}
      number={number}
      all={report.results.filter(({ spec }) => spec === finding.spec).length}
      placeHref={caseHref(finding.cases[0] ?? '')}
      caseHref={caseHref}
    >
      <p class="quiet">
        <a href={relative(path, address.finding(shared))}>
          Shown by {shownBy.size} of {matrix.columns.length} targets
        </a>
      </p>
    </FindingCard>
  );
}

/** The link from a page to a finding in the evidence of a case. */
export function findingHref(
  path: string,
  run: Run,
  { slug }: Pick<SharedFinding, 'slug'>,
  caseId: string,
): string | null {
  const to = address.evidence(run, caseId);
  return to === null ? null : relative(path, `${to}#${slug}`);
}
