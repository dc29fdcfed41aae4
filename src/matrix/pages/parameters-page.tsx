import type { ParameterRow } from '../../core/model/parameter.js';
import type { Matrix, Run } from '../model/matrix.js';
import { judgedViews, specOf } from '../model/view.js';
import { address, relative } from '../view/address.js';
import { FilteredTable, renderListPage } from '../view/filtered-table.js';
import { TargetName } from '../view/run-names.js';
import { ParameterMark } from '../view/parameter-mark.js';
import { TableRows } from '../view/table-rows.js';

/** What each target does with each request parameter: a row for each parameter, a column for each target and view. */
export function parametersPage(matrix: Matrix): string {
  const path = address.parameters;
  const groups = matrix.columns.map((run) => ({ run, views: judgedViews(run, matrix.views) }));
  const columns = groups.flatMap(({ run, views }) =>
    views.map((view) => ({ run, view, rows: rowsOf(run, specOf(run, view)) })),
  );
  const names = [...new Set(columns.flatMap(({ rows }) => [...rows.keys()]))].sort();
  return renderListPage(matrix, {
    path,
    title: 'By parameter',
    description: 'Which request parameters each target obeys, ignores and refuses.',
    lead: (
      <>
        What each target does with each request parameter. <i>Obeyed</i>: a response shows the effect. <i>Accepted</i>:
        the effect is not visible in a response.
      </>
    ),
    children:
      names.length === 0 ? (
        <p>No run has the table of parameters.</p>
      ) : (
        <FilteredTable
          of="parameters"
          placeholder="temperature, ignored …"
          label="Parameters by targets"
          class={columns.length > 6 ? 'matrix wide dense' : 'matrix wide'}
        >
          <caption>Parameters by targets</caption>
          <thead>
            <tr>
              <td rowSpan={2} />
              {groups.map(({ run, views }) => (
                <th colSpan={views.length} scope="colgroup">
                  <TargetName path={path} matrix={matrix} run={run} />
                </th>
              ))}
            </tr>
            <tr>
              {columns.map(({ view }) => (
                <th scope="col" title={view.title}>
                  {view.short}
                </th>
              ))}
            </tr>
          </thead>
          <TableRows
            rows={names.map((name) => (
              <Row path={path} columns={columns} name={name} />
            ))}
          />
        </FilteredTable>
      ),
  });
}

interface Column {
  readonly run: Run;
  readonly rows: ReadonlyMap<string, ParameterRow>;
}

function Row({
  path,
  columns,
  name,
}: {
  readonly path: string;
  readonly columns: readonly Column[];
  readonly name: string;
}) {
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      {columns.map(({ run, rows }) => (
        <td>
          <Cell path={path} run={run} row={rows.get(name)} />
        </td>
      ))}
    </tr>
  );
}

function rowsOf(run: Run, spec: string | null): ReadonlyMap<string, ParameterRow> {
  const rows = run.parameters.filter((row) => row.spec === spec);
  return new Map(rows.map((row) => [row.parameter, row]));
}

function Cell({
  path,
  run,
  row,
}: {
  readonly path: string;
  readonly run: Run;
  readonly row: ParameterRow | undefined;
}) {
  if (row === undefined) return null;
  return <ParameterMark row={row} href={parameterHref(path, run, row)} compact />;
}

/** The evidence of the first case about a parameter; null if there is none. */
export function parameterHref(path: string, run: Run, { cases }: ParameterRow): string | null {
  const to = cases[0] === undefined ? null : address.evidence(run, cases[0]);
  return to === null ? null : relative(path, to);
}
