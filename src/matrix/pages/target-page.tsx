import { countCases } from '../model/cells.js';
import { compareRuns } from '../model/compare-runs.js';
import type { Matrix, Run, Target } from '../model/matrix.js';
import { MATRIX_STYLES } from '../style/styles.js';
import { originalNames } from '../model/view.js';
import { address, relative } from '../view/address.js';
import { Crumbs } from '../view/crumbs.js';
import { HistoryChart } from '../view/history-chart.js';
import { renderPage } from '../view/page.js';
import { RunFacts } from '../view/run-names.js';

/** A target over its runs: a chart, the same in a table, and what came between each run and the next. */
export function targetPage(matrix: Matrix, target: Target): string {
  const path = address.target(target);
  return renderPage(matrix, {
    path,
    title: `History of ${target.name} — ${matrix.title}`,
    description: `The runs of ${target.name}, and what changed between them.`,
    styles: MATRIX_STYLES,
    script: '',
    body: (
      <>
        <Crumbs path={path} trail={[[address.index, 'Matrix']]} />
        <h1>History of {target.name}</h1>
        <p class="lead">
          {target.runs.length} {target.runs.length === 1 ? 'run' : 'runs'}, the newest first.
        </p>
        <div class="pair">
          <section>
            <h2>Own documents</h2>
            <HistoryChart runs={target.runs} view="own" />
          </section>
          <section>
            <h2>Drop-in for {originalNames(target.runs)}</h2>
            <HistoryChart runs={target.runs} view="dropIn" />
          </section>
        </div>
        <div class="scroll" role="region" aria-label="Runs" tabindex={0}>
          <table class="list">
            <thead>
              <tr>
                <th scope="col">Run</th>
                <th scope="col">Own: conform, diverge, inconclusive</th>
                <th scope="col">{originalNames(target.runs)}: conform, diverge, inconclusive</th>
                <th scope="col">Since the run before</th>
              </tr>
            </thead>
            <tbody>
              {target.runs.map((run, i) => (
                <tr>
                  <th scope="row">
                    <a href={relative(path, address.run(run))}>
                      <RunFacts run={run} />
                    </a>
                  </th>
                  <td>{counted(run, run.views.own)}</td>
                  <td>{counted(run, run.views.dropIn)}</td>
                  <td>
                    <Since path={path} matrix={matrix} run={run} before={target.runs[i + 1]} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </>
    ),
  });
}

function counted(run: Run, spec: string | null): string {
  if (spec === null) return 'not judged';
  const counts = countCases(
    run,
    spec,
    [...run.files.keys()].map((id) => ({ id, title: id, optional: false })),
  );
  const diverge = counts.diverges + counts.should;
  const of = counts.conforms + diverge + counts.inconclusive + counts['not-run'];
  return `${counts.conforms}, ${diverge}, ${counts.inconclusive} of ${of} cases`;
}

function Since({
  path,
  matrix,
  run,
  before,
}: {
  readonly path: string;
  readonly matrix: Matrix;
  readonly run: Run;
  readonly before: Run | undefined;
}) {
  if (before === undefined) return <>the first</>;
  const { added, gone, changed } = compareRuns(matrix, before, run);
  return (
    <a href={relative(path, address.comparison(before, run))}>
      {added.length} new, {gone.length} gone, {changed.length} changed
    </a>
  );
}
