import { caseCell, casesCell, countCases } from '../model/cells.js';
import { judgedViews, specOf } from '../model/view.js';
import type { CaseRow, Matrix, Run, SuiteRow, View } from '../model/matrix.js';
import { address, relative } from './address.js';
import { TargetName } from './run-names.js';
import { StateMark } from './state-mark.js';
import { TableRows } from './table-rows.js';
import { ColumnTotals, countFindings } from './totals.js';

/** How much of the matrix a table shows. */
export type Detail = 'cases' | 'suites' | 'sections';

/** A run in one view. A target has one column for each view in which it was judged. */
interface Column {
  readonly run: Run;
  readonly view: View;
  readonly spec: string | null;
}

interface TableProps {
  readonly path: string;
  readonly matrix: Matrix;
  readonly caption: string;
  readonly suites: readonly SuiteRow[];
  readonly detail: Detail;
}

/** From so many columns on, cells and names get smaller, so that 12 targets in two views fit into 1440 pixels. */
const DENSE_FROM = 11;

/** How many columns the matrix has. */
export function countColumns({ columns, views }: Matrix): number {
  return columns.reduce((sum, run) => sum + judgedViews(run, views).length, 0);
}

/** The matrix: a column for each target and view, totals, and a row for each suite and case. */
export function MatrixTable({ path, matrix, caption, suites, detail }: TableProps) {
  const groups = matrix.columns.map((run) => ({
    run,
    columns: judgedViews(run, matrix.views).map((view): Column => ({ run, view, spec: specOf(run, view) })),
  }));
  const columns = groups.flatMap((group) => group.columns);
  const sections = [
    { title: 'Core', suites: suites.filter(({ optional }) => !optional) },
    { title: 'Optional', suites: suites.filter(({ optional }) => optional) },
  ].filter((section) => section.suites.length > 0);
  return (
    <div class="scroll" role="region" aria-label={caption} tabindex={0}>
      <table class={columns.length >= DENSE_FROM ? 'matrix dense' : 'matrix'} id="matrix">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td rowSpan={2} />
            {groups.map(({ run, columns: { length } }) => (
              <th colSpan={length} scope="colgroup">
                <TargetName path={path} matrix={matrix} run={run} />
              </th>
            ))}
          </tr>
          <tr>
            {columns.map(({ run, view, spec }) => {
              const { diverges, should } = countCases(run, spec);
              return (
                <th scope="col" data-view={view.id} data-diverging={diverges + should} title={`${view.title}: ${spec}`}>
                  {view.short}
                </th>
              );
            })}
          </tr>
        </thead>
        {detail === 'cases' && suites.length < matrix.suites.length ? null : (
          <TotalRows path={path} columns={columns} cases={matrix.suites.flatMap(({ cases }) => cases).length} />
        )}
        {sections.map((section) => (
          <>
            <tbody class="section">
              <tr>
                <th scope="rowgroup">{section.title}</th>
                {detail === 'sections' ? (
                  <CaseCells path={path} columns={columns} cases={section.suites.flatMap(({ cases }) => cases)} />
                ) : (
                  <td colSpan={columns.length} />
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

interface RowsProps {
  readonly path: string;
  readonly columns: readonly Column[];
}

function TotalRows({ path, columns, cases }: RowsProps & { readonly cases: number }) {
  return (
    <tbody class="totals">
      <tr>
        <th scope="row">Findings</th>
        {columns.map(({ run, spec }) => {
          const count = countFindings(run, spec);
          return (
            <td>
              <a class={count > 0 ? 'd' : 'c'} href={relative(path, `${address.run(run)}#findings`)}>
                {count}
              </a>
            </td>
          );
        })}
      </tr>
      <tr>
        <th scope="row">
          All cases <small>{cases}</small>
        </th>
        {columns.map(({ run, spec }) => (
          <td>
            <ColumnTotals run={run} spec={spec} href={relative(path, address.run(run))} />
          </td>
        ))}
      </tr>
    </tbody>
  );
}

function Suite({
  path,
  columns,
  suite,
  cases,
}: RowsProps & { readonly suite: SuiteRow; readonly cases: readonly CaseRow[] }) {
  const head = (
    <tr class="suite">
      <th scope="row">
        <a href={relative(path, address.suite(suite))}>{suite.title}</a> <small>{suite.cases.length}</small>
      </th>
      <CaseCells path={path} columns={columns} cases={suite.cases} suite={suite} />
    </tr>
  );
  return <TableRows rows={[head, ...cases.map((row) => <CaseOfTargets path={path} columns={columns} row={row} />)]} />;
}

function CaseOfTargets({ path, columns, row }: RowsProps & { readonly row: CaseRow }) {
  return (
    <tr class="case">
      <th scope="row">
        {row.title} <small>{row.id}</small>
      </th>
      {columns.map((column) => (
        <CaseCell path={path} column={column} row={row} />
      ))}
    </tr>
  );
}

function CaseCell({
  path,
  column: { run, spec },
  row,
}: {
  readonly path: string;
  readonly column: Column;
  readonly row: CaseRow;
}) {
  const cell = caseCell(run, spec, row.id);
  const to = ['omitted', 'not-run'].includes(cell.state)
    ? `${address.run(run)}#${cell.state}`
    : address.evidence(run, row.id);
  return (
    <td>
      <StateMark cell={cell} href={to === null ? null : relative(path, to)} compact />
    </td>
  );
}

/** The cells of a row that counts cases. They link to the suite on the page of the run, or to the top of that page. */
function CaseCells({
  path,
  columns,
  cases,
  suite,
}: RowsProps & { readonly cases: readonly CaseRow[]; readonly suite?: SuiteRow }) {
  const ids = cases.map(({ id }) => id);
  return (
    <>
      {columns.map(({ run, spec }) => (
        <td>
          <StateMark
            cell={casesCell(countCases(run, spec, ids))}
            href={relative(path, suite === undefined ? address.run(run) : address.suiteOfRun(run, suite))}
            compact
          />
        </td>
      ))}
    </>
  );
}
