import { levelRank } from '../../core/model/claim.js';
import { generalPlace } from '../../core/wire/place.js';
import type { Matrix, Run, SharedFinding } from '../model/matrix.js';
import { address, relative } from '../view/address.js';
import { FilteredTable, renderListPage } from '../view/filtered-table.js';
import { FindingTitle } from '../view/finding-card.js';
import { LevelMark } from '../view/state-mark.js';

/** How many targets a row names; the others are on the page of the finding. */
const MOST_NAMES = 12;

/** Every finding above a note that the newest run of a target shows, with the names of the targets. */
export function findingsPage(matrix: Matrix): string {
  const path = address.findings;
  const rows = matrix.findings
    .filter(({ finding }) => levelRank(finding.level) > 0)
    .map((shared) => ({ shared, runs: columnsOf(matrix, shared) }))
    .filter(({ runs }) => runs.length > 0);
  return renderListPage(matrix, {
    path,
    title: 'By finding',
    description: 'Every finding, with all targets that show it.',
    lead: (
      <>
        {rows.length} {rows.length === 1 ? 'finding' : 'findings'} in {matrix.columns.length}{' '}
        {matrix.columns.length === 1 ? 'target' : 'targets'}, heaviest first, then by number of targets. Each finding
        has a page.
      </>
    ),
    children: (
      <FilteredTable of="findings" placeholder="field, check, spec, target …" label="Findings" class="list">
        <thead>
          <tr>
            <th scope="col">Level</th>
            <th scope="col">Finding</th>
            <th scope="col">Spec</th>
            <th scope="col">Targets</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ shared, runs }) => (
            <tr>
              <td>
                <LevelMark level={shared.finding.level} />
              </td>
              <td class="title">
                <a href={relative(path, address.finding(shared))}>
                  <FindingTitle title={shared.finding.title} />
                </a>
                <small>
                  {generalPlace(shared.finding.at)} · check {shared.finding.check}
                </small>
              </td>
              <td>{shared.finding.spec}</td>
              <td>
                {runs.length} of {matrix.columns.length}: <Names path={path} shared={shared} runs={runs} />
              </td>
            </tr>
          ))}
        </tbody>
      </FilteredTable>
    ),
  });
}

/** The columns whose runs show a finding. */
function columnsOf(matrix: Matrix, shared: SharedFinding): readonly Run[] {
  const seen = new Set(shared.seen.map(({ run }) => run));
  return matrix.columns.filter((run) => seen.has(run));
}

function Names({
  path,
  shared,
  runs,
}: {
  readonly path: string;
  readonly shared: SharedFinding;
  readonly runs: readonly Run[];
}) {
  return (
    <>
      {runs.slice(0, MOST_NAMES).map((run, i) => (
        <>
          {i === 0 ? '' : ', '}
          <a href={relative(path, address.findingOfRun(run, shared))}>{run.name}</a>
        </>
      ))}
      {runs.length > MOST_NAMES ? ` and ${runs.length - MOST_NAMES} more` : ''}
    </>
  );
}
