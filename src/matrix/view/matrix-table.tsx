import { caseCell, casesCell, countCases } from '../model/cells.js';
import type { CaseRow, Run, SuiteRow } from '../model/matrix.js';
import { VIEWS, type View } from '../model/view.js';
import { address, relative } from './address.js';
import { RunFacts } from './run-names.js';
import { StateMark } from './state-mark.js';

/** How much of the matrix a table shows. */
export type Detail = 'cases' | 'suites' | 'sections';

interface TableProps {
  readonly path: string;
  readonly caption: string;
  readonly columns: readonly Run[];
  readonly suites: readonly SuiteRow[];
  readonly detail: Detail;
}

/** The matrix: two columns per target, one per view; a row for each suite and case. */
export function MatrixTable({ path, caption, columns, suites, detail }: TableProps) {
  const sections = [
    { id: 'core', title: 'Core', suites: suites.filter(({ optional }) => !optional) },
    { id: 'optional', title: 'Optional', suites: suites.filter(({ optional }) => optional) },
  ].filter((section) => section.suites.length > 0);
  return (
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      <table class="matrix" id="matrix">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td rowSpan={2} />
            {columns.map((run) => (
              <th colSpan={2} scope="colgroup">
                <a href={relative(path, address.run(run))}>{run.name}</a>
                <small>
                  <RunFacts run={run} />
                </small>
              </th>
            ))}
          </tr>
          <tr>
            {columns.flatMap((run) =>
              VIEWS.map((view) => <th scope="col">{view === 'own' ? `Own${ownName(run)}` : run.original.name}</th>),
            )}
          </tr>
        </thead>
        {sections.map((section) => (
          <>
            <tbody class="section">
              <tr>
                <th scope="rowgroup">{section.title}</th>
                {detail === 'sections' ? (
                  <SectionCells path={path} columns={columns} suites={section.suites} />
                ) : (
                  <td colSpan={columns.length * 2} />
                )}
              </tr>
            </tbody>
            {detail === 'sections'
              ? null
              : section.suites.map((suite) => (
                  <Suite path={path} columns={columns} suite={suite} cases={detail === 'cases' ? suite.cases : []} />
                ))}
          </>
        ))}
      </table>
    </div>
  );
}

const ownName = ({ views: { own } }: Run): string => (own === null ? '' : `: ${own}`);

interface SuiteProps {
  readonly path: string;
  readonly columns: readonly Run[];
  readonly suite: SuiteRow;
  readonly cases: readonly CaseRow[];
}

function Suite({ path, columns, suite, cases }: SuiteProps) {
  return (
    <tbody>
      <tr class="suite">
        <th scope="row">
          <a href={relative(path, address.suite(suite))}>{suite.title}</a>{' '}
          <small>{suite.cases.length === 1 ? '1 case' : `${suite.cases.length} cases`}</small>
        </th>
        {columns.flatMap((run) =>
          VIEWS.map((view) => (
            <td>
              <StateMark
                cell={casesCell(countCases(run, run.views[view], suite.cases))}
                href={relative(path, address.suiteOfRun(run, suite))}
              />
            </td>
          )),
        )}
      </tr>
      {cases.map((row) => (
        <tr class="case">
          <th scope="row">
            {row.title} <small>{row.id}</small>
          </th>
          {columns.flatMap((run) => VIEWS.map((view) => <CaseCell path={path} run={run} view={view} row={row} />))}
        </tr>
      ))}
    </tbody>
  );
}

function CaseCell({
  path,
  run,
  view,
  row,
}: {
  readonly path: string;
  readonly run: Run;
  readonly view: View;
  readonly row: CaseRow;
}) {
  const cell = caseCell(run, run.views[view], row.id);
  const to = ['omitted', 'not-run'].includes(cell.state)
    ? `${address.run(run)}#${cell.state}`
    : address.evidence(run, row.id);
  return (
    <td>
      <StateMark cell={cell} href={to === null ? null : relative(path, to)} />
    </td>
  );
}

function SectionCells({ path, columns, suites }: Pick<TableProps, 'path' | 'columns' | 'suites'>) {
  const cases = suites.flatMap((suite) => suite.cases);
  return (
    <>
      {columns.flatMap((run) =>
        VIEWS.map((view) => (
          <td>
            <StateMark
              cell={casesCell(countCases(run, run.views[view], cases))}
              href={relative(path, address.run(run))}
            />
          </td>
        )),
      )}
    </>
  );
}
