import { casesCell, countCases } from '../model/cells.js';
import type { Run } from '../model/matrix.js';
import { VIEWS } from '../model/view.js';
import type { State } from '../model/state.js';
import { STATES } from '../model/state.js';
import { address, relative } from './address.js';

const COUNTED = [
  'conforms',
  'diverges',
  'should',
  'inconclusive',
  'omitted',
  'not-run',
] as const satisfies readonly State[];

/** The two questions side by side, in counts with their denominators. */
export function Totals({ path, run }: { readonly path: string; readonly run: Run }) {
  return (
    <div class="pair">
      {VIEWS.map((view) => (
        <section>
          <h2>{view === 'own' ? 'Honours its own documents' : `Drop-in for ${run.original.name}`}</h2>
          <Counted path={path} run={run} spec={run.views[view]} />
        </section>
      ))}
    </div>
  );
}

function Counted({ path, run, spec }: { readonly path: string; readonly run: Run; readonly spec: string | null }) {
  if (spec === null) return <p class="quiet">Not judged: the run names no such documents.</p>;
  const rows = [...run.files.keys()].map((id) => ({ id, title: id, optional: false }));
  const counts = countCases(run, spec, rows);
  const { of } = casesCell(counts);
  const claims = run.report.claims.filter((claim) => claim.spec === spec);
  const count = (status: string): number => claims.filter((claim) => claim.status === status).length;
  return (
    <>
      <ul class="counts">
        {COUNTED.filter((state) => counts[state] > 0).map((state) => (
          <li class={STATES[state].letter}>
            <span>{STATES[state].word}</span> <b>{counts[state]}</b>
            {state === 'omitted' ? '' : ` of ${of} cases`}
          </li>
        ))}
      </ul>
      <p>
        Of {claims.length} <a href={relative(path, address.claimsOf(spec))}>claims of {spec}</a>, {count('met')} are
        met, {count('broken')} broken, {count('untested')} untested and {count('uncheckable')} cannot be checked.
      </p>
    </>
  );
}
