import { describeOmission } from '../../core/report/phrases.js';
import { asSentence, describeStop } from '../../core/report/judge-run.js';
import type { Report } from '../../core/model/report.js';
import type { Matrix, Run, Target } from '../model/matrix.js';
import { RUN_SCRIPT } from '../client/scripts.js';
import { EVIDENCE_STYLE } from '../style/evidence.js';
import { MATRIX_STYLES } from '../style/table.js';
import { parameterHref } from './parameters-page.js';
import { address, relative } from '../view/address.js';
import { BadgeLines } from '../view/badge-lines.js';
import { renderPage } from '../view/page.js';
import { ParameterMark } from '../view/parameter-mark.js';
import { RunCases } from '../view/run-cases.js';
import { RunClients } from '../view/run-clients.js';
import { RunFindings } from '../view/run-findings.js';
import { RunFacts } from '../view/run-names.js';
import { SourceLink } from '../view/source-link.js';
import { Totals } from '../view/totals.js';

/**
 * Everything about one run: totals, findings, suites and cases by each of its specs, and what was left out.
 * @param report the clean report of the run
 */
export function runPage(matrix: Matrix, target: Target, run: Run, report: Report): string {
  const path = address.run(run);
  const newer = target.runs[0];
  const stop = describeStop(report);
  const { requests, tokens } = report.run;
  return renderPage(matrix, {
    path,
    title: `${run.name} — ${matrix.title}`,
    description: `The findings and cases of ${run.name}, run of ${run.date}.`,
    styles: [...MATRIX_STYLES, EVIDENCE_STYLE],
    script: RUN_SCRIPT,
    trail: [[address.index, 'Matrix']],
    body: (
      <>
        <h1>{run.name}</h1>
        <p class="lead">
          <RunFacts run={run} /> · {run.baseUrl}
          {run.url === null ? null : (
            <>
              {' '}
              · <SourceLink title={run.url} url={run.url} />
            </>
          )}
        </p>
        {stop === null ? null : <p class="warning">{asSentence(stop)}</p>}
        {newer === undefined || newer === run ? null : (
          <p class="warning">
            There is a newer run of this target: <a href={relative(path, address.run(newer))}>{newer.date}</a>.
          </p>
        )}
        <Totals path={path} matrix={matrix} run={run} />
        <h2 id="findings">Findings</h2>
        <RunFindings path={path} matrix={matrix} run={run} report={report} />
        <RunClients path={path} matrix={matrix} run={run} />
        <h2 id="cases">Cases</h2>
        <RunCases path={path} matrix={matrix} run={run} />
        <Parameters path={path} run={run} />
        <LeftOut report={report} />
        <h2>About this run</h2>
        <p>
          {requests} requests, {tokens.prompt} prompt and {tokens.completion} completion tokens, with {run.tool.name}{' '}
          {run.tool.version}.{' '}
          <a href={relative(path, address.target(target))}>
            {target.runs.length === 1 ? 'Its history' : `Its history: ${target.runs.length} runs`}
          </a>
        </p>
        <BadgeLines path={path} matrix={matrix} run={run} />
      </>
    ),
  });
}

function Parameters({ path, run }: { readonly path: string; readonly run: Run }) {
  const { parameters, specs } = run;
  if (parameters.length === 0) return null;
  return (
    <>
      <h2 id="parameters">Parameters</h2>
      <div class="scroll" role="region" aria-label="Parameters" tabindex={0}>
        <table class="matrix plain">
          <caption>What the target does with each request parameter</caption>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              {specs.map(({ id }) => (
                <th scope="col">{id}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...new Set(parameters.map(({ parameter }) => parameter))].map((name) => (
              <tr>
                <th scope="row">
                  <code>{name}</code>
                </th>
                {specs.map(({ id }) => {
                  const row = parameters.find(({ spec, parameter }) => spec === id && parameter === name);
                  return (
                    <td>
                      {row === undefined ? null : <ParameterMark row={row} href={parameterHref(path, run, row)} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function LeftOut({ report }: { readonly report: Report }) {
  const { notRun, skipped = [] } = report;
  const omitted = [...report.omitted, ...skipped];
  const reasons = new Map<string, string[]>();
  for (const omission of omitted) {
    const reason = describeOmission(omission);
    reasons.set(reason, [...(reasons.get(reason) ?? []), omission.case]);
  }
  return (
    <>
      <h2 id="omitted">Omitted or skipped: {omitted.length}</h2>
      {omitted.length === 0 ? null : (
        <details>
          <summary>The cases with the reason</summary>
          <dl class="needs">
            {[...reasons].map(([reason, cases]) => (
              <div>
                <dt>{reason}</dt>
                <dd>{cases.join(', ')}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {notRun.length === 0 ? null : (
        <>
          <h2 id="not-run">Not run: {notRun.length}</h2>
          <p>{notRun.map(({ case: id, spec }) => `${id} (${spec})`).join(', ')}</p>
        </>
      )}
    </>
  );
}
