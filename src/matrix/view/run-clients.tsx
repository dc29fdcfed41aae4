import { describeTasks, EFFECTS } from '../../core/clients/describe-impact.js';
import { clientAnchor, type ClientCell, clientCell, type ClientFinding } from '../model/client-cells.js';
import type { SiteClient, Matrix, Run } from '../model/matrix.js';
import { address, relative } from './address.js';
import { ClientWord } from './client-mark.js';
import { FindingTitle } from './finding-card.js';

interface RunClientsProps {
  readonly path: string;
  readonly matrix: Matrix;
  readonly run: Run;
}

/** What the findings of a run do to each measured client, with the findings behind it. */
export function RunClients({ path, matrix, run }: RunClientsProps) {
  const rows = matrix.clients
    .map((client) => ({ client, cell: clientCell(matrix, run, client) }))
    .filter(({ cell }) => cell.state !== 'not-judged');
  if (rows.length === 0) return null;
  return (
    <>
      <h2 id="clients">Works with</h2>
      <p class="quiet">
        The clients did not run against this target: they were measured with the reference provider, one fault at a
        time. <a href={relative(path, address.clients)}>All targets</a>
      </p>
      <ul class="runs">
        {rows.map(({ client, cell }) => (
          <ClientRow path={path} matrix={matrix} run={run} client={client} cell={cell} />
        ))}
      </ul>
    </>
  );
}

function ClientRow({
  path,
  matrix,
  run,
  client,
  cell,
}: RunClientsProps & { readonly client: SiteClient; readonly cell: ClientCell }) {
  return (
    <li id={clientAnchor(client)}>
      <h3>
        {client.client} {client.version} <ClientWord state={cell.state} />
      </h3>
      <p class="quiet">{describeCell(cell)}</p>
      {cell.breaking.map((each) => (
        <p>
          <BreakingFinding path={path} matrix={matrix} run={run} breaking={each} />
        </p>
      ))}
    </li>
  );
}

function describeCell({ all, intact, breaking }: ClientCell): string {
  if (all === 0) return 'The run has no findings.';
  const unknown = all - intact - breaking.length;
  return [
    `${intact} of ${all} ${all === 1 ? 'finding' : 'findings'} ${intact === 1 ? 'leaves' : 'leave'} it intact`,
    ...(unknown === 0 ? [] : [`${unknown} ${unknown === 1 ? 'was' : 'were'} not measured`]),
  ]
    .join(', ')
    .concat('.');
}

function BreakingFinding({
  path,
  matrix,
  run,
  breaking: { finding, impact },
}: RunClientsProps & { readonly breaking: ClientFinding }) {
  const shared = matrix.findingByKey.get(`${finding.spec} ${finding.id}`);
  const title = <FindingTitle title={finding.title} />;
  return (
    <>
      {shared === undefined ? title : <a href={relative(path, address.findingOfRun(run, shared))}>{title}</a>}{' '}
      <small>
        {EFFECTS[impact.effect]}: {describeTasks(impact.tasks)}
      </small>
    </>
  );
}
