import type { ParameterRow } from '../../core/model/parameter.js';
import type { Matrix, Run } from '../model/matrix.js';
import { judgedViews, specOf } from '../model/view.js';
import { FILTER_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address, relative } from '../view/address.js';
import { renderPage } from '../view/page.js';
import { FilterField } from '../view/filter-field.js';
import { ParameterMark } from '../view/parameter-mark.js';
import { RunFacts } from '../view/run-names.js';
import { TableRows } from '../view/table-rows.js';

/** What each target does with each request parameter: a row for each parameter, a column for each target and view. */
export function parametersPage(matrix: Matrix): string {
  const path = address.parameters;
  const groups = matrix.columns.map((run) => ({ run, views: judgedViews(run, matrix.views) }));
  const columns = groups.flatMap(({ run, views }) =>
    views.map((view) => ({ run, view, rows: rowsOf(run, specOf(run, view)) })),
  );
  const names = [...new Set(columns.flatMap(({ rows }) => [...rows.keys()]))].sort();
  return renderPage(matrix, {
    path,
    title: `By parameter — ${matrix.title}`,
    description: 'Which request parameters each target obeys, ignores and refuses.',
    styles: MATRIX_STYLES,
    script: FILTER_SCRIPT,
    trail: [[address.index, 'Matrix']],
    body: (
      <>
        <h1>By parameter</h1>
        <p class="lead">
          What each target does with each request parameter. <i>Obeyed</i>: a response shows the effect. <i>Accepted</i>
          : the effect is not visible in a response.
        </p>
        {names.length === 0 ? (
          <p>No run has the table of parameters.</p>
        ) : (
          <>
            <FilterField label="Filter parameters" placeholder="temperature, ignored …" />
            <div class="scroll" role="region" aria-label="Parameters by targets" tabindex={0}>
              <table class={columns.length > 6 ? 'matrix wide dense' : 'matrix wide'} id="filtered">
                <caption>Parameters by targets</caption>
                <thead>
                  <tr>
                    <td rowSpan={2} />
                    {groups.map(({ run, views }) => (
                      <th colSpan={views.length} scope="colgroup">
                        <a href={relative(path, address.run(run))}>{run.name}</a>
                        <small>
                          <RunFacts run={run} baseUrl={matrix.sharedNames.has(run.name)} />
                        </small>
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
              </table>
            </div>
          </>
        )}
      </>
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
