import { dialects } from '../../core/dialect/index.js';
import { clientAnchor, clientCell } from '../model/client-cells.js';
import type { SiteClient, Matrix, Run } from '../model/matrix.js';
import { address, relative } from '../view/address.js';
import { CLIENT_WORDS, ClientMark, ClientWord } from '../view/client-mark.js';
import { FilteredTable, renderListPage } from '../view/filtered-table.js';
import { TargetName } from '../view/run-names.js';
import { TableRows } from '../view/table-rows.js';

/** Which client libraries each target works with: a row for each client, a column for each target. */
export function clientsPage(matrix: Matrix): string {
  const path = address.clients;
  return renderListPage(matrix, {
    path,
    title: 'Works with',
    description: 'Which client libraries the findings of each target break, as measured with the reference provider.',
    lead: 'What the findings of each target do to client libraries. Each cell links to the findings behind it.',
    children: (
      <>
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
    <FilteredTable
      of="clients"
      placeholder="openai, ai-sdk …"
      label="Clients by targets"
      class={columns.length > 6 ? 'matrix wide plain dense' : 'matrix wide plain'}
    >
      <caption>Clients by targets</caption>
      <thead>
        <tr>
          <td />
          {columns.map((run) => (
            <th scope="col">
              <TargetName path={path} matrix={matrix} run={run} />
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
    </FilteredTable>
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
