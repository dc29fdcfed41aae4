import { caseCell, casesCell, countCases } from '../model/cells.js';
import type { Matrix, Run, SuiteRow } from '../model/matrix.js';
import { address, relative, suiteAnchor } from './address.js';
import { FilterField } from './filter-field.js';
import { StateMark } from './state-mark.js';

/** The cases of one run by suite, a column for each of its specs, with a filter. */
export function RunCases({ path, matrix, run }: { readonly path: string; readonly matrix: Matrix; readonly run: Run }) {
  const specs = run.specs.map(({ id }) => id);
  return (
    <>
      <FilterField label="Filter cases" placeholder="streaming, diverges …" onlyDiverging />
      <div class="scroll" role="region" aria-label="Cases by spec" tabindex={0}>
        <table class="matrix plain" id="filtered">
          <caption>The verdict of each spec on each case</caption>
          <thead>
            <tr>
              <th scope="col">Case</th>
              {run.specs.map(({ id, revision }) => (
                <th scope="col">
                  {id} <small>{revision}</small>
                </th>
              ))}
            </tr>
          </thead>
          {matrix.suites.map((suite) => (
            <SuiteOfRun path={path} run={run} suite={suite} specs={specs} />
          ))}
        </table>
      </div>
    </>
  );
}

function SuiteOfRun({
  path,
  run,
  suite,
  specs,
}: {
  readonly path: string;
  readonly run: Run;
  readonly suite: SuiteRow;
  readonly specs: readonly string[];
}) {
  const cases = suite.cases.filter(({ id }) => specs.some((spec) => run.cells.has(`${spec} ${id}`)));
  const ids = suite.cases.map(({ id }) => id);
  return (
    <tbody>
      <tr class="suite" id={suiteAnchor(suite)}>
        <th scope="row">
          {suite.title} <small>{suite.optional ? 'optional' : 'core'}</small>
        </th>
        {specs.map((spec) => (
          <td>
            <StateMark cell={casesCell(countCases(run, spec, ids))} href={null} />
          </td>
        ))}
      </tr>
      {cases.map(({ id, title }) => {
        const to = address.evidence(run, id);
        return (
          <tr class="case">
            <th scope="row">
              {title} <small>{id}</small>
            </th>
            {specs.map((spec) => (
              <td>
                <StateMark cell={caseCell(run, spec, id)} href={to === null ? null : relative(path, to)} />
              </td>
            ))}
          </tr>
        );
      })}
    </tbody>
  );
}
