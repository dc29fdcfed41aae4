import { levelRank } from '../../core/model/claim.js';
import type { Matrix, Run, SharedFinding } from '../model/matrix.js';
import { findingsOf, seenIn } from '../model/share-findings.js';
import { address, relative } from './address.js';
import { FindingCard } from './finding-card.js';

interface RunFindingsProps {
  readonly path: string;
  readonly matrix: Matrix;
  readonly run: Run;
}

/** The findings of one run, heaviest first; notes are folded. */
export function RunFindings({ path, matrix, run }: RunFindingsProps) {
  const findings = findingsOf(matrix, run);
  const heavy = findings.filter(({ finding }) => levelRank(finding.level) > 0);
  const notes = findings.filter(({ finding }) => levelRank(finding.level) === 0);
  return (
    <>
      {heavy.length === 0 ? <p>No finding above a note.</p> : null}
      {heavy.map((shared, i) => (
        <Card path={path} matrix={matrix} run={run} shared={shared} number={`${i + 1}.`} />
      ))}
      {notes.length === 0 ? null : (
        <details id="notes">
          <summary>
            {notes.length} {notes.length === 1 ? 'note' : 'notes'}: legal or undocumented, not counted as a divergence
          </summary>
          {notes.map((shared) => (
            <Card path={path} matrix={matrix} run={run} shared={shared} number="" />
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
  shared,
  number,
}: RunFindingsProps & { readonly shared: SharedFinding; readonly number: string }) {
  const finding = seenIn(shared, run)?.finding ?? shared.finding;
  const caseHref = (id: string): string | null => findingHref(path, run, shared, id);
  const shownBy = new Set(shared.seen.map((each) => each.run).filter((each) => matrix.columns.includes(each)));
  return (
    <FindingCard
      finding={finding}
      anchor={shared.slug}
      number={number}
      all={run.report.results.filter(({ spec }) => spec === finding.spec).length}
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
