import { levelRank } from '../../core/model/claim.js';
import { casesCell, countCases } from '../model/cells.js';
import type { Matrix, Run } from '../model/matrix.js';
import { judgedViews, specOf } from '../model/view.js';
import { STATES, type State } from '../model/state.js';
import { address, relative } from './address.js';

/** The states that totals list, heaviest first after the passed cases. */
const COUNTED = ['conforms', 'diverges', 'should', 'inconclusive', 'not-run'] as const satisfies readonly State[];

/** How many findings above a note a run has by one spec. */
export function countFindings(run: Run, spec: string | null): number {
  return [...run.findings.values()].filter((finding) => finding.spec === spec && levelRank(finding.level) > 0).length;
}

/** The totals of each view of a run next to each other, with their denominators. */
export function Totals({ path, matrix, run }: { readonly path: string; readonly matrix: Matrix; readonly run: Run }) {
  return (
    <div class="pair">
      {judgedViews(run, matrix.views).map((view) => (
        <section>
          <h2>{view.title}</h2>
          <Counted path={path} run={run} spec={specOf(run, view)} />
        </section>
      ))}
    </div>
  );
}

function Counted({ path, run, spec }: { readonly path: string; readonly run: Run; readonly spec: string | null }) {
  if (spec === null) return <p class="quiet">Not judged: the run has no such documents.</p>;
  const counts = countCases(run, spec);
  const { of } = casesCell(counts);
  const claims = run.claims.filter((claim) => claim.spec === spec);
  const count = (status: string): number => claims.filter((claim) => claim.status === status).length;
  const findings = countFindings(run, spec);
  return (
    <>
      <ul class="counts">
        <li>
          <a href="#findings">{findings === 1 ? '1 finding' : `${findings} findings`}</a>
        </li>
        {COUNTED.filter((state) => counts[state] > 0).map((state) => (
          <li class={STATES[state].letter}>
            <span>{STATES[state].word}</span> <b>{counts[state]}</b> of {of} cases
          </li>
        ))}
        {counts.omitted === 0 ? null : (
          <li class="o">
            <a href="#omitted">{STATES.omitted.word}</a> <b>{counts.omitted}</b>
          </li>
        )}
      </ul>
      <p class="quiet">
        Of {claims.length} <a href={relative(path, address.claimsOf(spec))}>claims of {spec}</a>, {count('met')} are
        met, {count('broken')} broken, {count('untested')} untested, and {count('uncheckable')} cannot be checked.
      </p>
    </>
  );
}

/** The totals of one column, a line for each state that occurs: `146 ✓`, `2 ✗`. */
export function ColumnTotals({
  run,
  spec,
  href,
}: {
  readonly run: Run;
  readonly spec: string | null;
  readonly href: string;
}) {
  const counts = countCases(run, spec);
  return (
    <a href={href}>
      {COUNTED.filter((state) => counts[state] > 0).map((state) => (
        <b class={STATES[state].letter}>
          {counts[state]}
          <i> {STATES[state].word}</i>
        </b>
      ))}
    </a>
  );
}
