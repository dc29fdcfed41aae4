import { describeOmission } from '../../core/report/describe-omission.js';
import { asSentence, describeStop } from '../../core/report/describe-shortfall.js';
import { caseCell, casesCell, countCases } from '../model/cells.js';
import type { Matrix, Run, SuiteRow, Target } from '../model/matrix.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { address, relative, suiteAnchor } from '../view/address.js';
import { BadgeLines } from '../view/badge-lines.js';
import { Crumbs } from '../view/crumbs.js';
import { DivergenceList } from '../view/divergence-list.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';
import { SourceLink } from '../view/source-link.js';
import { StateMark } from '../view/state-mark.js';
import { Totals } from '../view/totals.js';

/** Everything that one run says: totals, suites and cases by each of its specs, divergences, what was left out. */
export function runPage(matrix: Matrix, target: Target, run: Run): string {
  const path = address.run(run);
  const newer = target.runs[0];
  const stop = describeStop(run.report);
  return renderPage(matrix, {
    path,
    title: `${run.name} — ${matrix.title}`,
    description: `What ${run.name} documents and what it does, by its run of ${run.date}.`,
    styles: MATRIX_STYLES,
    script: '',
    body: (
      <>
        <Crumbs path={path} trail={[[address.index, 'Matrix']]} />
        <h1>{run.name}</h1>
        <p class="lead">
          <RunFacts run={run} /> · {run.report.target.baseUrl}
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
        <p>
          {run.report.run.requests} requests, {run.report.run.tokens.prompt} prompt and{' '}
          {run.report.run.tokens.completion} completion tokens, with {run.report.tool.name} {run.report.tool.version}.{' '}
          <a href={relative(path, address.target(target))}>
            {target.runs.length === 1 ? 'Its history' : `Its history: ${target.runs.length} runs`}
          </a>
        </p>
        <Totals path={path} run={run} />
        <h2>Suites and cases</h2>
        <Cases path={path} matrix={matrix} run={run} />
        <h2 id="divergences">Divergences</h2>
        <DivergenceList path={path} shared={matrix.divergencesOf.get(run) ?? []} run={run} />
        <LeftOut run={run} />
        <BadgeLines path={path} run={run} />
      </>
    ),
  });
}

function Cases({ path, matrix, run }: { readonly path: string; readonly matrix: Matrix; readonly run: Run }) {
  const specs = run.report.specs.map(({ id }) => id);
  return (
    <div class="scroll" role="region" aria-label="Cases by spec" tabindex={0}>
      <table class="matrix plain">
        <caption>Each case as each spec judges it</caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            {run.report.specs.map(({ id, revision }) => (
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
  );
}

interface SuiteOfRunProps {
  readonly path: string;
  readonly run: Run;
  readonly suite: SuiteRow;
  readonly specs: readonly string[];
}

function SuiteOfRun({ path, run, suite, specs }: SuiteOfRunProps) {
  const cases = suite.cases.filter(({ id }) => specs.some((spec) => run.results.has(`${spec} ${id}`)));
  return (
    <tbody>
      <tr class="suite" id={suiteAnchor(suite)}>
        <th scope="row">
          {suite.title} <small>{suite.optional ? 'optional' : 'core'}</small>
        </th>
        {specs.map((spec) => (
          <td>
            <StateMark cell={casesCell(countCases(run, spec, suite.cases))} href={null} />
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

function LeftOut({ run }: { readonly run: Run }) {
  const { notRun, skipped = [] } = run.report;
  const omitted = [...run.report.omitted, ...skipped];
  const needs = new Map<string, string[]>();
  for (const omission of omitted) {
    const key = describeOmission(omission);
    needs.set(key, [...(needs.get(key) ?? []), omission.case]);
  }
  return (
    <>
      <h2 id="omitted">Omitted: {omitted.length}</h2>
      {omitted.length === 0 ? (
        <p>Nothing: the documents promise what every case needs.</p>
      ) : (
        <dl class="needs">
          {[...needs].map(([need, cases]) => (
            <div>
              <dt>{need}</dt>
              <dd>{cases.join(', ')}</dd>
            </div>
          ))}
        </dl>
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
