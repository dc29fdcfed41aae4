import { dialects } from '../../core/dialect/index.js';
import { clientAnchor, clientCell, type SiteClient } from '../model/client-cells.js';
import type { Matrix, Run } from '../model/matrix.js';
import { FILTER_SCRIPT } from '../client/scripts.js';
import { MATRIX_STYLES } from '../style/table.js';
import { address, relative } from '../view/address.js';
import { CLIENT_WORDS, ClientMark, ClientWord } from '../view/client-mark.js';
import { FilterField } from '../view/filter-field.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';
import { TableRows } from '../view/table-rows.js';

/** Which client libraries each target works with: a row for each client, a column for each target. */
export function clientsPage(matrix: Matrix): string {
  const path = address.clients;
  return renderPage(matrix, {
    path,
    title: `Works with — ${matrix.title}`,
    description: 'Which client libraries the findings of each target break, as measured with the reference provider.',
    styles: MATRIX_STYLES,
    script: FILTER_SCRIPT,
    trail: [[address.index, 'Matrix']],
    body: (
      <>
        <h1>Works with</h1>
        <p class="lead">
          What the findings of each target do to client libraries. Each cell links to the findings behind it.
        </p>
        <p>
          The clients did not run against these targets. Each ran its tasks against the reference provider, faithful and
          with one fault at a time; a finding that looks like such a fault has its outcome. What no fault looks like was
          not measured.
        </p>
        {matrix.clients.length === 0 || matrix.columns.length === 0 ? (
          <p>There are no measurements.</p>
        ) : (
          <>
            <Legend />
            <FilterField label="Filter clients" placeholder="openai, ai-sdk …" />
            <ClientTable path={path} matrix={matrix} />
          </>
        )}
      </>
    ),
  });
}

function Legend() {
  return (
    <details class="legend">
      <summary>
        How to read it:{' '}
        {CLIENT_WORDS.map(([state]) => (
          <>
            <ClientWord state={state} />{' '}
          </>
        ))}
      </summary>
      <dl>
        {CLIENT_WORDS.map(([state, , means]) => (
          <div>
            <dt>
              <ClientWord state={state} />
            </dt>
            <dd>{means}.</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        An empty cell: the target was not judged by documents of the API family of the client. The level of a finding
        does not matter here: a note can break a client, and a <i>must</i> can leave all of them intact.
      </p>
    </details>
  );
}

function ClientTable({ path, matrix }: { readonly path: string; readonly matrix: Matrix }) {
  const { columns, clients } = matrix;
  const families = [...new Set(clients.map(({ dialect }) => dialect))];
  return (
    <div class="scroll" role="region" aria-label="Clients by targets" tabindex={0}>
      <table class={columns.length > 6 ? 'matrix wide plain dense' : 'matrix wide plain'} id="filtered">
        <caption>Clients by targets</caption>
        <thead>
          <tr>
            <td />
            {columns.map((run) => (
              <th scope="col">
                <a href={relative(path, address.run(run))}>{run.name}</a>
                <small>
                  <RunFacts run={run} baseUrl={matrix.sharedNames.has(run.name)} />
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <TableRows
          rows={families.flatMap((family) =>
            clients
              .filter(({ dialect }) => dialect === family)
              .map((client) => <Row path={path} matrix={matrix} client={client} columns={columns} />),
          )}
        />
      </table>
    </div>
  );
}

function Row({
  path,
  matrix,
  client,
  columns,
}: {
  readonly path: string;
  readonly matrix: Matrix;
  readonly client: SiteClient;
  readonly columns: readonly Run[];
}) {
  return (
    <tr>
      <th scope="row">
        {client.client} {client.version}
        <small>
          {' '}
          {dialects.get(client.dialect)?.dropInFor.name ?? client.dialect}, measured {client.measured}
        </small>
      </th>
      {columns.map((run) => (
        <td>
          <ClientMark
            cell={clientCell(matrix, run, client)}
            href={relative(path, `${address.run(run)}#${clientAnchor(client)}`)}
          />
        </td>
      ))}
    </tr>
  );
}
