import type { Report } from '../../core/model/report.js';
import { ParameterMark } from '../../matrix/view/parameter-mark.js';
import { claimCounts } from '../words.js';
import { suiteRows } from '../suite-rows.js';

const VERDICTS = ['conforms', 'diverges', 'inconclusive', 'skipped', 'omitted', 'notRun'] as const;
const STATUSES = ['met', 'broken', 'untested', 'uncheckable'] as const;

/** The cases, counted by spec and suite. */
export function SuiteTable({ report }: { readonly report: Report }) {
  return (
    <div class="scroll">
      <table class="counted">
        <thead>
          <tr>
            <th scope="col">spec</th>
            <th scope="col">suite</th>
            {VERDICTS.map((verdict) => (
              <th scope="col" class="n">
                {verdict === 'notRun' ? 'not run' : verdict}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {suiteRows(report).map((row) => (
            <tr>
              <td>{row.spec}</td>
              <td>{row.suite}</td>
              {VERDICTS.map((verdict) => (
                <td class={row[verdict] === 0 ? 'n' : `n ${verdict}`}>{row[verdict]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The claims of each spec, counted by what became of them. */
export function ClaimTable({ report }: { readonly report: Report }) {
  return (
    <div class="scroll">
      <table class="counted">
        <thead>
          <tr>
            <th scope="col">claims of</th>
            {STATUSES.map((status) => (
              <th scope="col" class="n">
                {status}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {claimCounts(report).map((counts) => (
            <tr>
              <td>{counts.spec}</td>
              {STATUSES.map((status) => (
                <td class="n">{counts[status]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What became of each request parameter; nothing if no case is about one. */
export function ParameterTable({ report: { parameters = [], specs } }: { readonly report: Report }) {
  if (parameters.length === 0) return null;
  return (
    <>
      <h2>Parameters</h2>
      <div class="scroll">
        <table class="counted">
          <tbody>
            {parameters.map((row) => (
              <tr data-filter="">
                <td>
                  <code>{row.parameter}</code>
                </td>
                <td>
                  <ParameterMark row={row} />
                </td>
                {specs.length > 1 ? <td>{row.spec}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
